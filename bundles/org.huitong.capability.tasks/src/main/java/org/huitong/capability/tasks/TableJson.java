// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.util.List;
import java.util.Optional;
import org.huitong.api.text.LocalText;

/**
 * What a table that came back would do.
 *
 * @param lines those that somebody has edited, or of which no task is known
 * @param untouched how many were not
 * @param without the numbers of lines that somebody has written in: the table makes no tasks
 * @param changes how many tasks would be changed
 * @param confirm what is to be sent along to have exactly this done
 */
public record TableJson(List<LineJson> lines, int untouched, List<Integer> without, int changes, String confirm) {
    /**
     * @param row as it stands beside the line
     * @param task absent, with {@code code} and {@code title}, where there is none, or none that the caller may see
     */
    public record LineJson(
            int row, Optional<String> task, Optional<String> code, Optional<String> title, List<ChangeJson> changes) {}

    /** @param verdict {@code change conflict fixed refused unclear} */
    public record ChangeJson(
            String field, LocalText name, String before, String after, String verdict, Optional<LocalText> why) {}
}
