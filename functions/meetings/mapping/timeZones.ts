/**
 * Huawei's numbers of time zones, 1 to 77, as IANA names. The order is that of the old Windows list, which the vendor's
 * document and the header of its client SDK agree on; its offsets know no daylight saving and are not used. The names are
 * those that Unicode CLDR gives for the zones of Windows; 74 to 77 are in the header only.
 */
const ZONES =
  `Etc/GMT+12 Pacific/Midway Pacific/Honolulu America/Anchorage America/Los_Angeles America/Phoenix
America/Denver America/Guatemala America/Chicago America/Mexico_City America/Regina America/Bogota America/New_York
America/Indiana/Indianapolis America/Halifax America/Caracas America/Santiago America/St_Johns America/Sao_Paulo
America/Argentina/Buenos_Aires America/Nuuk Etc/GMT+2 Atlantic/Azores Atlantic/Cape_Verde Africa/Monrovia Europe/London
Europe/Amsterdam Europe/Belgrade Europe/Brussels Europe/Sarajevo Africa/Lagos Europe/Athens Europe/Bucharest Africa/Cairo
Africa/Harare Europe/Helsinki Asia/Jerusalem Asia/Baghdad Asia/Kuwait Europe/Moscow Africa/Nairobi Asia/Tehran Asia/Dubai
Asia/Tbilisi Asia/Kabul Asia/Yekaterinburg Asia/Karachi Asia/Kolkata Asia/Kathmandu Asia/Almaty Asia/Dhaka Asia/Colombo
Asia/Yangon Asia/Bangkok Asia/Novosibirsk Asia/Shanghai Asia/Krasnoyarsk Asia/Kuala_Lumpur Australia/Perth Asia/Tokyo
Asia/Seoul Asia/Yakutsk Australia/Adelaide Australia/Darwin Australia/Brisbane Australia/Sydney Pacific/Guam
Australia/Hobart Asia/Vladivostok Pacific/Guadalcanal Pacific/Auckland Pacific/Fiji Pacific/Tongatapu Asia/Irkutsk
Africa/Casablanca Asia/Baku Asia/Magadan`.split(/\s+/);

/** The IANA name of one of Huawei's time zones, whose number may be text; undefined for a number that has none. */
export const timeZoneOf = (number: unknown): string | undefined =>
  /^\d{1,2}$/.test(String(number)) ? ZONES[Number(number) - 1] : undefined;
