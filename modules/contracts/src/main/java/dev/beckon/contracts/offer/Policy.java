package dev.beckon.contracts.offer;

import java.util.Map;

/**
 * How drivers were chosen, as it is kept in the log for "why this driver?".
 *
 * @param name {@code nearest}, {@code greedy} or {@code batch}
 * @param parameters what the choice depended on besides the candidates, each in the unit that its
 *     name ends in
 */
public record Policy(String name, Map<String, Double> parameters) {

    public Policy {
        parameters = Map.copyOf(parameters);
    }
}
