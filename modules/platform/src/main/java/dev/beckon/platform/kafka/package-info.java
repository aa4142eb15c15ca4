/** Records in and out of Kafka. */
@NullMarked
package dev.beckon.platform.kafka;

import org.jspecify.annotations.NullMarked;
