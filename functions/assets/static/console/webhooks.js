/** Filled when the routes are there. */
