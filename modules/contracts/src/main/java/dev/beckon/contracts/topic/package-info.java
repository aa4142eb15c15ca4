/** Every topic, declared once. */
@NullMarked
package dev.beckon.contracts.topic;

import org.jspecify.annotations.NullMarked;
