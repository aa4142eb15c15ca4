package dev.beckon.app.planted.drivers;

import org.springframework.http.ResponseEntity;

/** HTTP outside …Http. */
record AnswerService(ResponseEntity<String> answer) {}
