package dev.onhand.testkit;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/// Reads source files and finds what the house style forbids: lengths, names, words.
///
/// Java is parsed with the compiler of this JDK, so a method's length is its own and a banned word
/// counts in a type's name only, not in a sentence.
public final class SourceScan {

  /// Columns of a line.
  public static final int LINE_COLUMNS_MAX = 100;

  /// Lines of a method, from its first modifier to its closing brace.
  public static final int METHOD_LINES_MAX = 70;

  /// Lines of a file.
  public static final int FILE_LINES_MAX = 500;

  private static final Set<String> BANNED_WORDS =
      Set.of(
          "Manager",
          "Helper",
          "Helpers",
          "Util",
          "Utils",
          "Processor",
          "Data",
          "Info",
          "Dto",
          "Impl",
          "Base",
          "Abstract");

  private static final Pattern WORDS = Pattern.compile("[A-Z][a-z0-9]*");
  private static final Pattern STATUS_SETTER = Pattern.compile("set\\w*Status");
  // put together, so that this file does not break its own rule; quoted it is a currency's code
  private static final Pattern LEFT_OVER =
      Pattern.compile("\\b(TO" + "DO|FIX" + "ME|(?<!\")X" + "XX)\\b");
  private static final Pattern CONSOLE = Pattern.compile("\\bSystem\\.(out|err)\\b");
  private static final Pattern SLEEP = Pattern.compile("\\bThread\\.sleep\\(");
  private static final Pattern MACHINE =
      Pattern.compile("(?<![\\w.$}])/(root|home|work|Users)/[\\w.-]+");
  private static final Pattern REGISTRY =
      Pattern.compile("https?://[^/\\s\"<]*(artifactory|nexus|mirror|proxy|\\bregistry\\.)[^\\s]*");

  private static final Set<String> MEASURED = Set.of("java", "sql", "js", "css", "sh", "");

  private final Path root;
  private final List<Violation> violations = new ArrayList<>();
  private final List<Path> java = new ArrayList<>();

  private SourceScan(Path root) {
    this.root = root;
  }

  /// One finding.
  ///
  /// @param rule its short name, as `line-length`
  /// @param file path relative to the scanned root
  /// @param line 1-based; 0 for the whole file
  /// @param detail what was found
  public record Violation(String rule, String file, int line, String detail) {
    @Override
    public String toString() {
      return "%s %s:%d %s".formatted(rule, file, line, detail);
    }
  }

  /// Scans the text files of a folder below `root`; build output and hidden folders are left out.
  public static List<Violation> scan(Path root, String folder) {
    try (Stream<Path> files = Files.walk(root.resolve(folder))) {
      var scan = new SourceScan(root);
      files
          .filter(Files::isRegularFile)
          .filter(file -> isSource(root, file))
          .sorted()
          .forEach(scan::scanFile);
      return scan.parsed();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Scans these files, given in full, of a root folder.
  public static List<Violation> scan(Path root, List<Path> files) {
    var scan = new SourceScan(root);
    files.stream().filter(file -> isSource(root, file)).sorted().forEach(scan::scanFile);
    return scan.parsed();
  }

  private static boolean isSource(Path root, Path file) {
    for (var part : root.relativize(file)) {
      var name = part.toString();
      if (name.equals("target") || name.equals("node_modules") || name.startsWith(".")) {
        return false;
      }
    }
    return Set.of(
            "java", "sql", "js", "css", "html", "md", "yaml", "yml", "sh", "properties", "json")
        .contains(extension(file));
  }

  private void scanFile(Path file) {
    String text;
    try {
      var bytes = Files.readAllBytes(file);
      text = new String(bytes, StandardCharsets.UTF_8);
    } catch (NoSuchFileException _) {
      return; // deleted while the scan was under way
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (text.indexOf('\0') >= 0) {
      return; // not text
    }
    var lines = text.lines().toList();
    var path = root.relativize(file).toString();
    scanWords(path, lines);
    if (MEASURED.contains(extension(file)) && lines.size() > FILE_LINES_MAX) {
      add("file-length", path, 0, lines.size() + " lines");
    }
    if (extension(file).equals("java")) {
      java.add(file);
      scanJava(path, lines);
    }
  }

  private void scanWords(String path, List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      find(LEFT_OVER, "left-over", path, i, line);
      find(MACHINE, "machine-path", path, i, line);
      find(REGISTRY, "registry-host", path, i, line);
    }
  }

  private static boolean isTest(String path) {
    return path.contains("src/test/") || path.startsWith("deploy/platform/testkit/");
  }

  private void scanJava(String path, List<String> lines) {
    boolean test = isTest(path);
    boolean service = path.matches("(\\w+-service|deploy/platform)/src/main/.*");
    for (int i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      int columns = line.codePointCount(0, line.length());
      if (columns > LINE_COLUMNS_MAX && !line.startsWith("import ")) {
        add("line-length", path, i + 1, columns + " columns");
      }
      if (service) {
        find(CONSOLE, "console", path, i, line);
      }
      if (test) {
        find(SLEEP, "sleep-in-test", path, i, line);
      }
    }
  }

  private void find(Pattern pattern, String rule, String path, int index, String line) {
    var matcher = pattern.matcher(line);
    if (matcher.find()) {
      add(rule, path, index + 1, matcher.group());
    }
  }

  /// Parses all Java files in one go: starting the compiler costs more than parsing.
  private List<Violation> parsed() {
    if (java.isEmpty()) {
      return List.copyOf(violations);
    }
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(_ -> {}, Locale.ROOT, null)) {
      Iterable<? extends JavaFileObject> sources =
          files.getJavaFileObjectsFromPaths(java.stream().filter(Files::exists).toList());
      var task = (JavacTask) compiler.getTask(null, files, _ -> {}, null, null, sources);
      var positions = Trees.instance(task).getSourcePositions();
      for (var unit : task.parse()) {
        var path = root.relativize(Path.of(unit.getSourceFile().toUri())).toString();
        new Names(path, isTest(path), unit, positions).scan(unit, null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(violations);
  }

  private void add(String rule, String path, int line, String detail) {
    violations.add(new Violation(rule, path, line, detail));
  }

  private static String extension(Path file) {
    var name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1);
  }

  private final class Names extends TreeScanner<Void, Void> {
    private final String path;
    private final boolean test;
    private final CompilationUnitTree unit;
    private final SourcePositions positions;

    private Names(String path, boolean test, CompilationUnitTree unit, SourcePositions positions) {
      this.path = path;
      this.test = test;
      this.unit = unit;
      this.positions = positions;
    }

    @Override
    public Void visitClass(ClassTree type, Void unused) {
      if (!test) {
        WORDS
            .matcher(type.getSimpleName())
            .results()
            .filter(word -> BANNED_WORDS.contains(word.group()))
            .forEach(
                _ ->
                    add(
                        "banned-name",
                        path,
                        line(positions.getStartPosition(unit, type)),
                        type.getSimpleName().toString()));
      }
      return super.visitClass(type, unused);
    }

    @Override
    public Void visitMethod(MethodTree method, Void unused) {
      int first = line(positions.getStartPosition(unit, method));
      int last = line(positions.getEndPosition(unit, method));
      if (last - first + 1 > METHOD_LINES_MAX) {
        add("method-length", path, first, method.getName() + " " + (last - first + 1) + " lines");
      }
      if (!test && STATUS_SETTER.matcher(method.getName()).matches()) {
        add("banned-name", path, first, method.getName().toString());
      }
      return super.visitMethod(method, unused);
    }

    private int line(long position) {
      return position < 0 ? 0 : (int) unit.getLineMap().getLineNumber(position);
    }
  }
}
