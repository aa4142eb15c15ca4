package dev.beckon.dispatch.matching;

import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.offer.Candidate;

/** Who is to be asked for an order. */
public record Match(OrderId orderId, Candidate candidate) {}
