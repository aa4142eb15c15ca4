package dev.beckon.app.planted.drivers;

import org.springframework.security.crypto.password.PasswordEncoder;

/** Cryptography outside …Security. */
record HashService(PasswordEncoder encoder) {}
