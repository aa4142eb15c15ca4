package dev.beckon.app.planted.drivers;

import com.fasterxml.jackson.databind.ObjectMapper;

/** Jackson 2. */
record OldJsonService(ObjectMapper mapper) {}
