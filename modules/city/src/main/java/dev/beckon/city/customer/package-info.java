/** Simulated customers: what they order, and what they see. */
@NullMarked
package dev.beckon.city.customer;

import org.jspecify.annotations.NullMarked;
