package dev.beckon.app.planted.dispatch;

import dev.beckon.app.planted.contracts.order.Order;
import dev.beckon.app.planted.platform.Wire;
import dev.beckon.app.planted.routing.RoadLength;
import org.slf4j.Logger;

/** Uses what a service may. */
record RoundService(Order order, Wire wire, RoadLength length, Logger log) {}
