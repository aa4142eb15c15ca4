package dev.beckon.city.streets;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Gives every street of the made-up city a name of its own. */
final class StreetNames {

    private static final List<String> FIRST =
            List.of(
                    "Alder", "Amber", "Anchor", "Apple", "Ash", "Baker", "Barley", "Beech", "Bell",
                    "Birch", "Brewer", "Canal", "Candle", "Castle", "Cedar", "Chapel", "Cherry",
                    "Clover", "Cooper", "Copper", "Crane", "Dove", "Elder", "Elm", "Falcon", "Fern",
                    "Ferry", "Fisher", "Forge", "Fox", "Garden", "Glass", "Harbour", "Hazel",
                    "Heron", "Hill", "Juniper", "King", "Lantern", "Larch", "Lime", "Linden",
                    "Maple", "Market", "Mason", "Meadow", "Mill", "Mint", "Orchard", "Otter",
                    "Park", "Pear", "Potter", "Quarry", "Queen", "Raven", "Rose", "Rowan",
                    "Saddler", "Sailor", "Salt", "Silver", "Smith", "Spring", "Swan", "Tanner",
                    "Thistle", "Tower", "Violet", "Walnut", "Weaver", "Willow", "Wren");

    private final List<String> streets = new ArrayList<>();
    private final List<String> avenues = new ArrayList<>();

    StreetNames(Random random) {
        for (String first : FIRST) {
            avenues.add(first + " Avenue");
            streets.add(first + " Street");
            streets.add(first + " Lane");
        }
        Collections.shuffle(avenues, random);
        Collections.shuffle(streets, random);
    }

    String next(Street.Rank rank) {
        List<String> left = rank.compareTo(Street.Rank.TERTIARY) < 0 ? avenues : streets;
        return left.isEmpty() ? "Unnamed Street" : left.removeLast();
    }
}
