// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.journal;

import java.sql.SQLException;
import java.util.Optional;
import org.huitong.api.store.StoreException;
import org.huitong.api.text.LocalText;

/**
 * Tells a row that never fits from a database that takes nothing now. The first is a dead letter; the second must not
 * be, for the platform will push again when it is over, and a message that is put aside waits for a person.
 *
 * <p>By the classes of the SQL standard (ISO 9075, 22 data exception, 23 integrity constraint), PostgreSQL's 54 (program
 * limit exceeded), and Derby's own states for a row or a key too large for a page.
 */
final class Misfit {
    private static final String TOO_LONG = "22001";

    private Misfit() {}

    /** Why it will never fit, in a sentence for whoever reads the dead letter; empty where it may fit another time. */
    static Optional<LocalText> reason(Throwable failure) {
        if (!(failure instanceof StoreException)) {
            // No word of the database's: this intake is what the code breaks on, and will break on again.
            String name = rootOf(failure).getClass().getSimpleName();
            return Optional.of(LocalText.of("汇通处理时出错：" + name, "The hub broke on it: " + name));
        }
        for (Throwable each = failure; each != null; each = each.getCause()) {
            for (SQLException one = each instanceof SQLException sql ? sql : null;
                    one != null;
                    one = one.getNextException()) {
                Optional<LocalText> words = words(one.getSQLState());
                if (words.isPresent()) {
                    return words;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<LocalText> words(String stateOrNull) {
        String state = stateOrNull == null ? "" : stateOrNull;
        if (state.startsWith(TOO_LONG)) {
            return Optional.of(
                    LocalText.of("其中的名称或编号过长，日志放不下。", "A name or an id in it is longer than the log can hold."));
        } else if (state.startsWith("54") || state.startsWith("XSCB6") || state.startsWith("XSDA")) {
            return Optional.of(LocalText.of("内容过大，数据库放不下。", "It is larger than the database can hold in one place."));
        } else if (state.startsWith("23")) {
            return Optional.of(LocalText.of(
                    "与日志中已有的内容矛盾（" + state + "）。", "It contradicts what the log holds already (" + state + ")."));
        } else if (state.startsWith("22")) {
            return Optional.of(LocalText.of(
                    "其中有数据库无法保存的值（" + state + "）。", "The database cannot store a value in it (" + state + ")."));
        }
        return Optional.empty();
    }

    static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
