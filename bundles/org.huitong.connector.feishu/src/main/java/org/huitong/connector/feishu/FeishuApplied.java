// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.huitong.api.message.MessageType;
import org.huitong.kit.approval.ApprovalFile;
import org.huitong.kit.approval.ApprovalSheet;
import org.huitong.kit.parse.Json;

/** An instance on its sheet: what was applied for, widget by widget, what each did with it, and where its files are. */
final class FeishuApplied {
    private static final Set<String> FILES = Set.of("attachment", "attachmentV2", "image", "imageV2");

    private static final Map<String, String> STATES = Map.of(
            "PENDING", "审批中",
            "APPROVED", "已通过",
            "REJECTED", "已拒绝",
            "CANCELED", "已撤回",
            "DELETED", "已删除");

    private static final Map<String, String> DEEDS = Map.ofEntries(
            Map.entry("START", "发起"),
            Map.entry("PASS", "同意"),
            Map.entry("REJECT", "拒绝"),
            Map.entry("AUTO_PASS", "自动通过"),
            Map.entry("AUTO_REJECT", "自动拒绝"),
            Map.entry("REMOVE_REPEAT", "去重"),
            Map.entry("TRANSFER", "转交"),
            Map.entry("ADD_APPROVER_BEFORE", "前加签"),
            Map.entry("ADD_APPROVER", "并加签"),
            Map.entry("ADD_APPROVER_AFTER", "后加签"),
            Map.entry("DELETE_APPROVER", "减签"),
            Map.entry("ROLLBACK_SELECTED", "指定回退"),
            Map.entry("ROLLBACK", "全部回退"),
            Map.entry("CANCEL", "撤回"),
            Map.entry("DELETE", "删除"),
            Map.entry("CC", "抄送"));

    private final String instance;
    private final ApprovalSheet sheet;
    private final Map<String, String> addresses = new HashMap<>();

    FeishuApplied(String instance, ApprovalSheet sheet) {
        this.instance = instance;
        this.sheet = sheet;
    }

    FeishuApplied read(Json told) {
        String state = told.isTrue("reverted")
                ? "已撤销"
                : told.text("status")
                        .map(word -> STATES.getOrDefault(word, word))
                        .orElse("");
        sheet.head(told.text("approval_name"), told.text("serial_number"), state, Optional.empty())
                .happened(told.text("end_time").flatMap(FeishuTime::read));
        told.at("form").unfolded().good().ifPresent(form -> widgets("", form));
        for (Json deed : ApprovalSheet.some(told.at("timeline"))) {
            String type = deed.text("type").orElse("");
            said(
                    deed,
                    DEEDS.getOrDefault(type, type),
                    type + deed.text("create_time").orElse(""));
        }
        for (Json task : ApprovalSheet.some(told.at("task_list"))) {
            if (task.text("status").orElse("").equals("PENDING")) {
                String node = task.text("node_name")
                        .filter(name -> !name.isBlank())
                        .map(name -> name + "：")
                        .orElse("");
                sheet.opinion(
                        node + who(task),
                        STATES.get("PENDING"),
                        Optional.empty(),
                        task.text("start_time").flatMap(FeishuTime::read));
            }
        }
        for (Json comment : ApprovalSheet.some(told.at("comment_list"))) {
            said(comment, "评论", comment.text("id").orElse(""));
        }
        return this;
    }

    /** Where a file lay when it was told of, for some hours. */
    Optional<String> address(String place) {
        return Optional.ofNullable(addresses.get(place));
    }

    private void said(Json told, String verdict, String place) {
        sheet.opinion(
                who(told),
                verdict,
                told.text("comment"),
                told.text("create_time").flatMap(FeishuTime::read));
        List<Json> files = ApprovalSheet.some(told.at("files"));
        for (int i = 0; i < files.size(); i++) {
            Json file = files.get(i);
            boolean picture = file.text("type").orElse("").equals("image");
            attach(place + "/" + i, picture, file.text("title"), file.number("file_size"), file.text("url"));
        }
    }

    private static String who(Json told) {
        return FeishuEvent.word(told, "user_id", "open_id").orElse("");
    }

    // Recursion is bounded by the depth of what was parsed.
    private void widgets(String within, Json widgets) {
        for (Json widget : ApprovalSheet.some(widgets)) {
            widget(within + FeishuEvent.word(widget, "id").orElse(""), widget);
        }
    }

    private void widget(String place, Json widget) {
        Json value = widget.at("value");
        String name = FeishuEvent.word(widget, "name").orElse("");
        if (FILES.contains(widget.text("type").orElse(""))) {
            files(place, widget, value);
        } else if (value.isArray() && value.items().stream().anyMatch(FeishuApplied::isWidgets)) {
            List<Json> rows = ApprovalSheet.some(value);
            for (int row = 0; row < rows.size(); row++) {
                if (rows.get(row).isArray()) {
                    widgets(place + "." + row + ".", rows.get(row));
                } else {
                    widget(place + "." + row, rows.get(row));
                }
            }
        } else if (value.isArray()) {
            sheet.field(
                    name,
                    ApprovalSheet.some(value).stream()
                            .map(FeishuApplied::words)
                            .filter(words -> !words.isEmpty())
                            .collect(Collectors.joining("、")));
        } else {
            String currency =
                    FeishuEvent.word(widget, "currency").map(unit -> " " + unit).orElse("");
            String words = words(value);
            sheet.field(name, words.isEmpty() ? "" : words + currency);
        }
    }

    /** Rows of a table, or widgets within a widget. */
    private static boolean isWidgets(Json entry) {
        return entry.isArray() || entry.at("type").exists() && entry.at("value").exists();
    }

    /** Several in one: the platform's word for each part that is no time, in its order. */
    private static String words(Json value) {
        if (!value.isObject()) {
            return value.text().map(String::strip).orElse("");
        }
        List<String> parts = new ArrayList<>();
        String span = List.of("start", "end").stream()
                .flatMap(name -> FeishuEvent.word(value, name).stream())
                .collect(Collectors.joining(" – "));
        if (!span.isEmpty()) {
            parts.add(span);
        }
        parts.addAll(FeishuValues.lines(value, "", Set.of("start", "end", "token")));
        return String.join("，", parts);
    }

    /** Names stand beside the addresses, divided by commas; of pictures there may be none. */
    private void files(String place, Json widget, Json value) {
        List<Json> all = value.isArray() ? ApprovalSheet.some(value) : List.of(value);
        String[] names = widget.text("ext").orElse("").split(",", -1);
        boolean picture = widget.text("type").orElse("").startsWith("image");
        for (int i = 0; i < all.size(); i++) {
            Optional<String> name = names.length == all.size()
                    ? Optional.of(names[i].strip().replaceAll("^'|'$", ""))
                    : Optional.empty();
            attach(
                    place + "/" + i,
                    picture,
                    name,
                    OptionalLong.empty(),
                    all.get(i).text());
        }
    }

    private void attach(
            String place, boolean picture, Optional<String> name, OptionalLong bytes, Optional<String> address) {
        address.filter(text -> !text.isBlank()).ifPresent(text -> {
            addresses.put(place, text);
            sheet.attach(
                    new ApprovalFile(instance, place).as(picture ? MessageType.IMAGE : MessageType.FILE, name, bytes));
        });
    }
}
