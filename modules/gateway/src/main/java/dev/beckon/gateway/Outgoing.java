package dev.beckon.gateway;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What leaves on a socket. */
sealed interface Outgoing {

    /** What it counts towards the limit of a mailbox. */
    int size();

    /** A message, encoded once for all who get it. */
    record Text(String json) implements Outgoing {
        @Override
        public int size() {
            return json.length();
        }
    }

    /**
     * What is put into words when its turn comes, because it would be old news by then; null if
     * there is nothing to say.
     */
    record Late(Supplier<@Nullable Text> words) implements Outgoing {
        @Override
        public int size() {
            return 0;
        }
    }

    /** The heartbeat. */
    record Ping() implements Outgoing {
        @Override
        public int size() {
            return 0;
        }
    }

    /** The end; nothing leaves after it. */
    record Close(int code, String reason) implements Outgoing {

        static final Close RESTARTING = new Close(1012, "restarting, connect again");
        static final Close SILENT = new Close(1001, "nothing was heard for too long");
        static final Close TOO_SLOW = new Close(1013, "too slow, connect again");
        static final Close TOO_LARGE = new Close(1009, "a message must have at most 8 KiB");
        static final Close FLOOD = new Close(1008, "too many messages, slow down");
        static final Close BINARY = new Close(1008, "text messages only");

        @Override
        public int size() {
            return 0;
        }
    }
}
