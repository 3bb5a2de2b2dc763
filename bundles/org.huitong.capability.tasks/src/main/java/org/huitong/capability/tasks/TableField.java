// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.huitong.api.document.Column;
import org.huitong.api.text.LocalText;

/** A column of 《任务跟踪表》 of which it is known whether somebody has edited it. */
enum TableField {
    TITLE(Column.text("title", LocalText.of("任务", "Task")), true),
    DEPARTMENT(Column.text("department", LocalText.of("部门", "Department")), true),
    ASSIGNEE(Column.text("assignee", LocalText.of("负责人", "Who sees to it")), true),
    DUE(Column.moment("due", LocalText.of("截止时间", "Due")), true),
    STATE(Column.text("state", LocalText.of("状态", "State")), true),
    CODE(Column.text("code", LocalText.of("编号", "No.")), false),
    MADE(Column.moment("made", LocalText.of("创建时间", "Made at")), false),
    ENDED(Column.moment("ended", LocalText.of("办结时间", "Done at")), false),
    SUPERVISED(Column.text("supervised", LocalText.of("督办", "Supervised")), false);

    /** Of the hash of what stood in a cell when it was made: enough to tell that it was edited. */
    private static final int PRINT = 6;

    private final Column column;
    private final boolean editable;

    TableField(Column column, boolean editable) {
        this.column = column;
        this.editable = editable;
    }

    Column column() {
        return column;
    }

    /** Whether the table may change it. */
    boolean isEditable() {
        return editable;
    }

    boolean isMoment() {
        return column.kind() == Column.Kind.MOMENT;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a text leaves behind, so that it is known again without being kept. */
    String print(String text) {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(hash.digest((word() + " " + text).getBytes(StandardCharsets.UTF_8)))
                    .substring(0, PRINT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Of all fields, in their order. */
    static String prints(Function<TableField, String> texts) {
        return Arrays.stream(values())
                .map(field -> field.print(texts.apply(field)))
                .collect(Collectors.joining());
    }

    /** This one's among all. */
    String of(String prints) {
        return prints.substring(ordinal() * PRINT, (ordinal() + 1) * PRINT);
    }

    static int length() {
        return values().length * PRINT;
    }
}
