// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The windows of DingTalk, WeCom and Feishu are Safari 15.0 and Chromium 89 where nobody updates: what these do not know
 * stands in no script and no sheet of ours, or has something for them beside it. Where each began to be known:
 * developer.mozilla.org.
 */
class OlderBrowsersTest {
    private static final Map<String, String> UNKNOWN = new TreeMap<>(Map.ofEntries(
            // Whole modules are refused for these.
            Map.entry("\\(\\?<[=!]", "looking behind in a pattern, Safari 16.4"),
            Map.entry("\\bstatic\\s*\\{", "a class's static block, Safari 16.4"),
            Map.entry("/[dgimsuy]*v[dgimsuy]*[.,;)]", "a pattern's flag v, Safari 17"),
            Map.entry("import\\.meta\\.resolve", "Safari 16.4"),
            Map.entry("\\b(?:with|assert)\\s*\\{\\s*type\\s*:", "imports of other things than scripts, Safari 17.2"),
            // These do not exist; what does not stand here is put in by shell/older.js.
            Map.entry("\\bstructuredClone\\(", "Safari 15.4"),
            Map.entry("\\.(?:toSorted|toReversed|toSpliced)\\(", "Safari 16"),
            Map.entry("\\b(?:Object|Map)\\.groupBy\\(", "Safari 17.4"),
            Map.entry("\\bArray\\.fromAsync\\(", "Safari 16.4"),
            Map.entry("\\bPromise\\.(?:withResolvers|try)\\(", "Safari 17.4"),
            Map.entry("\\bAbortSignal\\.(?:any|timeout)\\(", "Safari 16"),
            Map.entry("\\.(?:values|keys|entries)\\(\\)\\s*\\.", "methods of iterators, Safari 18.4"),
            Map.entry("\\.(?:isSubsetOf|isSupersetOf|symmetricDifference)\\(", "methods of sets, Safari 17"),
            Map.entry("\\bcrypto\\.randomUUID\\(", "Safari 15.4"),
            Map.entry("\\bURL\\.canParse\\(", "Safari 17"),
            Map.entry("\\bnew CSSStyleSheet\\b|\\badoptedStyleSheets\\b", "Safari 16.4; unsafeCSS of Lit does it"),
            Map.entry(
                    "\\.(?:showModal|showPopover|requestSubmit|checkVisibility|attachInternals)\\(", "Safari 15.4 ff."),
            Map.entry("\\bnew BroadcastChannel\\b|\\bnavigator\\.locks\\b", "Safari 15.4"),
            Map.entry("\\brequestIdleCallback\\(", "no Safari"),
            Map.entry("<dialog\\b|\\?inert\\b|\\.inert\\b| inert\\b[^a-z]*>", "Safari 15.4 and 15.5"),
            // These are passed over, or take the rule along in which they stand.
            Map.entry(":has\\(", "Safari 15.4"),
            Map.entry(":dir\\(", "Safari 16.4"),
            Map.entry(",\\s*[^{}\\n]*:focus-visible|:focus-visible[^{}\\n]*,", "in a list it takes the others along"),
            Map.entry("\\bcolor-mix\\(|\\boklch\\(|\\boklab\\(|\\blight-dark\\(", "Safari 16.2"),
            Map.entry("@(?:container|layer|property|scope|starting-style)\\b", "Safari 15.4 ff."),
            Map.entry("@media[^{\\n]*[<>]", "ranges, Safari 16.4"),
            Map.entry("(?m)^\\s*(?:translate|scale|rotate):", "Chromium 104"),
            Map.entry("(?m)^\\s*&", "sheets within sheets, Safari 16.5"),
            Map.entry("\\bsubgrid\\b", "Safari 16"),
            Map.entry("\\boverflow(?:-[xy])?:\\s*clip", "Safari 16")));

    /** Lengths that hold where they are known, over the same property said without them just before. */
    private static final Pattern NEW_LENGTH = Pattern.compile("\\d(?:cq\\w+|[dsl]v[hw]|lh|cap|ric)\\b");

    private static final Pattern PROPERTY = Pattern.compile("^\\s*([a-z-]+):");

    @Test
    void findNothingInOurScriptsThatTheyDoNotKnow() throws IOException {
        List<String> found = new ArrayList<>();
        int files = 0;
        for (Path file : ours()) {
            files++;
            String text = Files.readString(file);
            UNKNOWN.forEach((pattern, since) -> {
                Matcher matcher = Pattern.compile(pattern).matcher(text);
                while (matcher.find()) {
                    found.add(file + ":"
                            + text.substring(0, matcher.start()).lines().count() + " " + matcher.group() + " (" + since
                            + ")");
                }
            });
            found.addAll(lengthsAlone(file, text.lines().toList()));
        }
        assertThat(files).isGreaterThan(100);
        assertThat(found).isEmpty();
    }

    private static List<String> lengthsAlone(Path file, List<String> lines) {
        List<String> found = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            if (NEW_LENGTH.matcher(lines.get(i)).find()
                    && (NEW_LENGTH.matcher(lines.get(i - 1)).find()
                            || !property(lines.get(i)).equals(property(lines.get(i - 1))))) {
                found.add(file + ":" + (i + 1) + " " + lines.get(i).strip() + " (say it without just before)");
            }
        }
        return found;
    }

    private static String property(String line) {
        Matcher property = PROPERTY.matcher(line);
        return property.find() ? property.group(1) : line;
    }

    /** The first script of all is read by every browser, and says that it is too old. */
    @Test
    void oldestOnesCanReadWhatTellsThem() throws IOException {
        String first = Files.readString(Path.of("src/main/resources/shell/first.js"));
        assertThat(first.replaceAll("//.*", ""))
                .doesNotContain("=>", "`", "const ", "let ", "?.", "??", "class ", "catch {", "...");
    }

    /** Of every bundle, as they lie in the sources: a page of another one is served as much as the shell. */
    private static List<Path> ours() throws IOException {
        List<Path> all = new ArrayList<>();
        try (Stream<Path> bundles = Files.list(Path.of(".."))) {
            for (Path bundle : bundles.sorted().toList()) {
                for (String folder : List.of("page", "shell")) {
                    Path resources = bundle.resolve("src/main/resources").resolve(folder);
                    if (Files.isDirectory(resources)) {
                        try (Stream<Path> files = Files.walk(resources)) {
                            files.filter(file -> file.toString().matches(".*\\.(js|css|html)"))
                                    .forEach(all::add);
                        }
                    }
                }
            }
        }
        return all;
    }
}
