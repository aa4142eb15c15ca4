package dev.beckon.replay;

/** What the audit proves, one statement each. */
public enum Rule {
    READABLE("every record can be read, or is a dead letter"),
    OUTCOMES("every acknowledged order has one outcome or is open"),
    PHANTOMS("no order that nobody placed"),
    FACTS("every event names a fact on order-intake"),
    VERSIONS("event versions start at 1 and have no gaps"),
    DUPLICATES("what was published twice is the same"),
    TIMES("an order's times do not go back"),
    ENDS("nothing happens after an order's end"),
    OFFERS("every offer has one end, or is live on an open order"),
    DRIVERS("no order with two drivers"),
    ARRIVALS("no assignment arrives twice"),
    TOKENS("every claim has a higher token, every release names it"),
    CAPACITY("no driver above capacity"),
    FOLD("the core can fold all events"),
    STATUS("the status is what the core makes of the events"),
    STORED_ORDERS("the database has the orders that the log has"),
    STORED_EVENTS("the database has the events that the log has"),
    STORED_DRIVERS("the database holds the drivers that the log holds");

    private final String statement;

    Rule(String statement) {
        this.statement = statement;
    }

    public String statement() {
        return statement;
    }

    /** Whether it needs the database beside the topics. */
    boolean stored() {
        return compareTo(STORED_ORDERS) >= 0;
    }
}
