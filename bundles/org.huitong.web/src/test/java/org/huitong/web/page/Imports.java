// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.page;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a module names in its imports, found in another way than the server does. */
final class Imports {
    private static final Pattern STATEMENT =
            Pattern.compile("(?:^|[;}\\n])\\s*(?:import|export)\\s*(?:[^;'\"()=]*?\\bfrom\\s*)?[\"']([^\"'\\n]+)[\"']"
                    + "|[^\\w.$]import\\(\\s*[\"']([^\"'\\n]+)[\"']");

    private Imports() {}

    static List<String> of(String module) {
        List<String> named = new ArrayList<>();
        Matcher statement = STATEMENT.matcher(module);
        while (statement.find()) {
            named.add(statement.group(1) != null ? statement.group(1) : statement.group(2));
        }
        return named;
    }
}
