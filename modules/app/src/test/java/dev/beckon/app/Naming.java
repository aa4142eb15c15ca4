package dev.beckon.app;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.Set;

/**
 * What a class is called: its module, its package, and the suffix that names its technology.
 *
 * @param root the package whose children are the modules
 */
record Naming(String root) {

    /** Modules with rules of their own; whatever else there is, is a feature. */
    private static final Set<String> NOT_FEATURES =
            Set.of(
                    "app",
                    "contracts",
                    "platform",
                    "routing",
                    "replay",
                    "city",
                    "devservices",
                    "launcher",
                    "loadtest");

    /** Both are made of technology. */
    private static final Set<String> NAMED_FREELY = Set.of("platform", "devservices");

    private static final Set<String> SUFFIXES =
            Set.of(
                    "Service",
                    "Http",
                    "Kafka",
                    "Table",
                    "Redis",
                    "Socket",
                    "Topology",
                    "Metrics",
                    "Module",
                    "Properties",
                    "Security",
                    "Solver",
                    "Lucene");

    String module(JavaClass type) {
        var segments = type.getPackageName().substring(root.length() * (ours(type) ? 1 : 0));
        return ours(type) && !segments.isEmpty() ? segments.split("\\.", -1)[1] : "";
    }

    boolean ours(JavaClass type) {
        return within(type, root);
    }

    /** Whether a class is in one of these packages below the root. */
    boolean in(JavaClass type, String... packages) {
        return Arrays.stream(packages).anyMatch(name -> within(type, root + "." + name));
    }

    boolean sameModule(JavaClass one, JavaClass other) {
        return ours(other) && module(one).equals(module(other));
    }

    /** Whether a suffix decides what a class may import; generated code is named by its tool. */
    boolean underNamingTable(JavaClass type) {
        return !NAMED_FREELY.contains(module(type))
                && !(type.getPackageName() + ".").contains(".generated.");
    }

    boolean feature(JavaClass type) {
        return !NOT_FEATURES.contains(module(type)) && underNamingTable(type);
    }

    /** Of the outermost class, by whose name a nested one goes; empty for a noun. */
    static String suffix(JavaClass type) {
        var name = type.getEnclosingClass();
        if (name.isPresent()) {
            return suffix(name.get());
        }
        return SUFFIXES.stream()
                .filter(suffix -> type.getSimpleName().endsWith(suffix))
                .findFirst()
                .orElse("");
    }

    static boolean within(JavaClass type, String... packages) {
        return Arrays.stream(packages)
                .anyMatch(name -> (type.getPackageName() + ".").startsWith(name + "."));
    }
}
