package dev.beckon.devservices;

import java.util.List;

/** How much of a busy machine the compilers of a JVM get. */
public final class Compilers {

    private Compilers() {}

    /**
     * Options that put them before the threads whose code they make faster. Among ten of those on
     * two cores the second compiler is done after four minutes, and all that time everything is
     * slow.
     *
     * @return none for users whom the system does not let do so: their JVM would only warn
     */
    public static List<String> first() {
        return first(System.getProperty("user.name"));
    }

    static List<String> first(String user) {
        return user.equals("root")
                ? List.of("-XX:ThreadPriorityPolicy=1", "-XX:CompilerThreadPriority=-10")
                : List.of();
    }
}
