// SPDX-License-Identifier: Apache-2.0
package org.huitong.document.form;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;

/** What is wrong with a form, each with where it stands, so that whoever made it can mend all of it at once. */
final class Faults {
    private static final int MOST = 50;
    private static final int LONGEST_PLACE = 120;

    private final Map<String, LocalText> byPlace = new LinkedHashMap<>();

    /** @param place a part of the file, a cell, or a placeholder */
    void add(String place, String zh, String en) {
        if (byPlace.size() < MOST) {
            String shown = place.length() > LONGEST_PLACE ? place.substring(0, LONGEST_PLACE) + "…" : place;
            byPlace.putIfAbsent(shown, LocalText.of(zh, en));
        }
    }

    boolean isEmpty() {
        return byPlace.isEmpty();
    }

    /** At upload: it is not taken. */
    Problem refusal() {
        return new Problem(
                422,
                "form-refused",
                LocalText.of(
                        "这份格式不能使用：" + list(true) + "。请修改后重新上传。",
                        "The form cannot be used: " + list(false) + ". Mend it and upload it again."),
                byPlace);
    }

    /** Of what is to be read: it cannot be. */
    Problem unreadable() {
        return new Problem(
                400,
                "unreadable-file",
                LocalText.of("无法读取这个文件：" + list(true) + "。", "The file cannot be read: " + list(false) + "."),
                byPlace);
    }

    /** At filling: what the document has became other than what the form asks for. */
    Problem outdated() {
        return new Problem(
                409,
                "form-outdated",
                LocalText.of(
                        "自有格式与这份文档不再相符：" + list(true) + "。请下载汇通的格式，并请管理员更新自有格式。",
                        "The own form no longer fits the document: " + list(false)
                                + ". Take Huitong's form, and ask an administrator to renew the own one."),
                byPlace);
    }

    private String list(boolean chinese) {
        return byPlace.entrySet().stream()
                .map(e -> e.getKey()
                        + (chinese
                                ? "：" + e.getValue().zh()
                                : ": " + e.getValue().en()))
                .collect(Collectors.joining(chinese ? "；" : "; "));
    }
}
