package dev.beckon.contracts.schema;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/** The Javadoc of the contracts, so that schemas say the same without saying it twice. */
final class Docs {

    private static final Pattern PARAM = Pattern.compile("@param (\\w+) ([^@]*)");
    private static final Pattern INLINE_TAG = Pattern.compile("\\{@\\w+ ([^}]*)}");

    private final Map<String, String> comments = new HashMap<>();

    static Docs ofTheRecords() throws IOException {
        return read(Path.of("src/main/java").toAbsolutePath());
    }

    private static Docs read(Path sources) throws IOException {
        var docs = new Docs();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null);
                var files = Files.walk(sources)) {
            var java = files.filter(file -> file.toString().endsWith(".java")).toList();
            var units = manager.getJavaFileObjectsFromPaths(java);
            var task = (JavacTask) compiler.getTask(null, manager, null, null, null, units);
            var trees = DocTrees.instance(task);
            for (var unit : task.parse()) {
                docs.collect(unit, trees);
            }
        }
        return docs;
    }

    private void collect(CompilationUnitTree unit, DocTrees trees) {
        new TreePathScanner<Void, String>() {
            @Override
            public Void visitClass(ClassTree tree, String enclosing) {
                var name = enclosing + tree.getSimpleName();
                var comment = trees.getDocComment(getCurrentPath());
                if (comment != null) {
                    comments.put(name, INLINE_TAG.matcher(comment).replaceAll("$1"));
                }
                return super.visitClass(tree, name + ".");
            }
        }.scan(unit, unit.getPackageName() + ".");
    }

    Optional<String> of(Class<?> type) {
        return comment(type).map(comment -> plain(comment.split("\\s@", 2)[0]));
    }

    Optional<String> of(Class<?> type, String component) {
        return comment(type)
                .flatMap(
                        comment ->
                                PARAM.matcher(comment)
                                        .results()
                                        .filter(param -> param.group(1).equals(component))
                                        .map(param -> plain(param.group(2)))
                                        .findFirst());
    }

    private Optional<String> comment(Class<?> type) {
        return Optional.ofNullable(type.getCanonicalName()).map(comments::get);
    }

    private static String plain(String text) {
        return text.replace("<p>", "").strip().replaceAll("\\s+", " ");
    }
}
