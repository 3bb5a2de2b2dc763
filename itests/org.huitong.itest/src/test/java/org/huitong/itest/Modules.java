// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Follows what modules import, as a browser does that knows no import map. */
final class Modules {
    private static final Pattern IMPORT =
            Pattern.compile("(?:^|[;}\\n])\\s*(?:import|export)\\s*(?:[^;'\"()=]*?\\bfrom\\s*)?[\"']([^\"'\\n]+)[\"']"
                    + "|[^\\w.$]import\\(\\s*[\"']([^\"'\\n]+)[\"']");

    /** Methods of every element. Lit takes a page out by {@code remove}: one that asks a question in its place stays. */
    private static final Pattern ELEMENTS_OWN = Pattern.compile(
            "^  (?:async )?(remove|matches|append|prepend|before|after"
                    + "|replaceWith|replaceChildren|closest|contains|animate|normalize|scroll|click|blur|cloneNode)\\(.*\\{$",
            Pattern.MULTILINE);

    /** What our own modules begin with. */
    private static final String OURS = "// SPDX-License-Identifier: Apache-2.0\n";

    private final HttpClient http;
    private final Set<URI> served = new TreeSet<>();
    private final List<String> lost = new ArrayList<>();

    Modules(HttpClient http) {
        this.http = http;
    }

    Modules follow(Collection<URI> first) throws IOException, InterruptedException {
        Deque<URI> left = new ArrayDeque<>(first);
        while (!left.isEmpty()) {
            URI module = left.pop();
            if (served.contains(module)) {
                continue;
            }
            HttpResponse<String> got =
                    http.send(HttpRequest.newBuilder(module).build(), HttpResponse.BodyHandlers.ofString());
            if (got.statusCode() != 200
                    || !got.headers().firstValue("Content-Type").orElse("").startsWith("text/javascript")) {
                lost.add(module + " " + got.statusCode());
                continue;
            }
            served.add(module);
            if (got.body().startsWith(OURS) && got.body().contains(" extends ")) {
                Matcher own = ELEMENTS_OWN.matcher(got.body());
                while (own.find()) {
                    lost.add(module + " has an element with a " + own.group(1) + " of its own");
                }
            }
            Matcher imported = IMPORT.matcher(got.body());
            while (imported.find()) {
                String name = imported.group(1) != null ? imported.group(1) : imported.group(2);
                if (name.matches("\\.{0,2}/.+")) {
                    left.add(module.resolve(name));
                } else {
                    lost.add(module + " names " + name);
                }
            }
        }
        return this;
    }

    /** What names no address, or an address at which there is no module. */
    List<String> lost() {
        return lost;
    }

    int served() {
        return served.size();
    }
}
