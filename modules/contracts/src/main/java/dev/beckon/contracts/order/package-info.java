/** What happens to an order: facts in, events and status out. */
@NullMarked
package dev.beckon.contracts.order;

import org.jspecify.annotations.NullMarked;
