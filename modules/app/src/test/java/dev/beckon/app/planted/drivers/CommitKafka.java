package dev.beckon.app.planted.drivers;

import org.springframework.transaction.support.TransactionTemplate;

/** A transaction outside its owner. */
record CommitKafka(TransactionTemplate transaction) {}
