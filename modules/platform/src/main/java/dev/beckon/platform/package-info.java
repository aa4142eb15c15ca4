/**
 * Plumbing without domain nouns: whatever every feature needs to speak JSON, Kafka, SQL and HTTP.
 */
@NullMarked
package dev.beckon.platform;

import org.jspecify.annotations.NullMarked;
