package dev.beckon.dispatch.order;

import dev.beckon.contracts.offer.Candidate;
import dev.beckon.contracts.offer.Policy;
import java.util.List;

/**
 * A claimed driver, and why it is this one.
 *
 * @param chosen the driver who was claimed under {@link Orders#nextAssignmentId}
 * @param token the driver's fencing token of that claim
 * @param candidates among whom, nearest first
 */
public record OfferTerms(Candidate chosen, long token, Policy policy, List<Candidate> candidates) {

    public OfferTerms {
        candidates = List.copyOf(candidates);
    }
}
