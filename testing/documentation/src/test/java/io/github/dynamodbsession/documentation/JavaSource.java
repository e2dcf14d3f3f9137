package io.github.dynamodbsession.documentation;

import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Java as a page shows it: a whole file, or imports and the statements that they are for.
 *
 * @param text the code
 */
record JavaSource(String text) {

    private static final Pattern TYPE = Pattern.compile(
            "^(public |final |abstract |sealed )*(class|interface|record|enum|@interface) (\\w+)", Pattern.MULTILINE);

    private static final Pattern IMPORT = Pattern.compile("^import [^;]+;\\n", Pattern.MULTILINE);

    /** A file in memory. */
    private static final class Unit extends SimpleJavaFileObject {

        private final String text;

        Unit(String typeName, String text) {
            super(URI.create("string:///" + typeName + Kind.SOURCE.extension), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** The public type of a complete file; empty if there is none, or if this is a fragment. */
    Optional<String> publicType() {
        Matcher type = TYPE.matcher(text);
        while (type.find()) {
            if (type.group().startsWith("public ")) {
                return Optional.of(type.group(3));
            }
        }
        return Optional.empty();
    }

    boolean isWholeFile() {
        return TYPE.matcher(text).find();
    }

    /**
     * Compiles it against the class path of this test, without writing anything.
     *
     * @param beside complete files that it may use
     * @return the compiler errors; empty: none
     */
    String errors(List<JavaSource> beside) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        StringWriter output = new StringWriter();
        List<JavaFileObject> units = new ArrayList<>(List.of(unit()));
        beside.forEach(source -> units.add(source.unit()));
        List<String> options = List.of(
                "-proc:none",
                "-implicit:none",
                "-Xlint:deprecation,unchecked,rawtypes",
                "-Werror",
                "--should-stop=ifError=FLOW",
                "-XDshould-stop.ifNoError=FLOW",
                "-classpath",
                System.getProperty("java.class.path"));
        compiler.getTask(output, null, found, options, null, units).call();
        return found.getDiagnostics().stream()
                        .map(problem -> problem.getLineNumber() + ": " + problem.getMessage(Locale.ROOT))
                        .collect(Collectors.joining("\n"))
                + output;
    }

    private JavaFileObject unit() {
        return new Unit(publicType().orElse("Snippet"), isWholeFile() ? text : withinMethod());
    }

    private String withinMethod() {
        String imports =
                IMPORT.matcher(text).results().map(found -> found.group()).collect(Collectors.joining());
        return imports + "final class Snippet { void run() throws Exception {\n"
                + IMPORT.matcher(text).replaceAll("") + "\n} }\n";
    }
}
