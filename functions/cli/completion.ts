import { traits } from '../client/methods.ts';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;

/** A script that completes the commands, and after `call` the operations. Undefined for a shell that it does not know. */
export function completion(shell: string | undefined, commands: readonly string[]): string | undefined {
  const words = [...commands, 'completion'].join(' ');
  const operations = Object.keys(traits).join(' ');
  switch (shell) {
    case 'bash':
      return `_meetgate() {
  local word=\${COMP_WORDS[COMP_CWORD]}
  if [ "$COMP_CWORD" = 1 ]; then COMPREPLY=($(compgen -W "${words}" -- "$word"))
  elif [ "\${COMP_WORDS[1]}" = call ]; then COMPREPLY=($(compgen -W "${operations}" -- "$word"))
  elif [ "\${COMP_WORDS[1]}" = completion ]; then COMPREPLY=($(compgen -W "${SHELLS.join(' ')}" -- "$word"))
  fi
}
complete -o default -F _meetgate meetgate
# eval "$(meetgate completion bash)" in ~/.bashrc`;
    case 'zsh':
      return `#compdef meetgate
_meetgate() {
  if (( CURRENT == 2 )); then compadd -- ${words}
  elif [[ $words[2] == call ]]; then compadd -- ${operations}
  elif [[ $words[2] == completion ]]; then compadd -- ${SHELLS.join(' ')}
  else _files
  fi
}
compdef _meetgate meetgate
# source <(meetgate completion zsh) in ~/.zshrc, after compinit`;
    case 'fish':
      return `complete -c meetgate -f -n __fish_use_subcommand -a "${words}"
complete -c meetgate -f -n "__fish_seen_subcommand_from call" -a "${operations}"
complete -c meetgate -f -n "__fish_seen_subcommand_from completion" -a "${SHELLS.join(' ')}"
# meetgate completion fish > ~/.config/fish/completions/meetgate.fish`;
    default:
      return undefined;
  }
}
