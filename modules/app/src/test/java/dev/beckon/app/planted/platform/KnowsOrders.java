package dev.beckon.app.planted.platform;

import dev.beckon.app.planted.contracts.order.Order;

/** Plumbing with a domain noun. */
record KnowsOrders(Order order) {}
