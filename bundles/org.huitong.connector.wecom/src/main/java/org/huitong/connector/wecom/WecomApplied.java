// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.MessageType;
import org.huitong.kit.approval.ApprovalSheet;
import org.huitong.kit.parse.Json;

/**
 * What somebody applied for: the controls of a form, each with the name that people gave it and a value in the control's own
 * shape. A shape that is not known here says every word it holds. Pure.
 */
final class WecomApplied {
    /** China's time, which the platform's forms are filled in. */
    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(CHINA);
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(CHINA);

    /** Sums of what is told row by row, what explains the form and is no answer, and keys of machines. */
    private static final Set<String> SILENT =
            Set.of("tips", "stat_field", "sum_field", "slice_info", "lang", "key", "type", "file_id");

    private static final int SECONDS_AN_HOUR = 3_600;
    private static final int SECONDS_A_DAY = 86_400;

    private WecomApplied() {}

    // Recursion is bounded by the depth of what was parsed.
    static void into(Json contents, ApprovalSheet sheet) {
        for (Json control : ApprovalSheet.some(contents)) {
            Json value = control.at("value");
            String said = value.names().stream()
                    .filter(name -> !name.equals("files") && !name.equals("children"))
                    .map(name -> said(name, value.at(name)))
                    .filter(words -> !words.isBlank())
                    .collect(Collectors.joining(" "));
            if (!said.isEmpty()) {
                sheet.field(chinese(control.at("title")), said);
            }
            ApprovalSheet.some(value.at("files")).forEach(file -> attach(file, sheet));
            ApprovalSheet.some(value.at("children")).forEach(row -> into(row.at("list"), sheet));
        }
    }

    private static void attach(Json file, ApprovalSheet sheet) {
        file.text("file_id")
                .filter(id -> !id.isBlank())
                .ifPresent(id -> sheet.attach(new Attachment(
                        MessageType.FILE, id, file.text("file_name"), file.number("file_size"), OptionalLong.empty())));
    }

    private static String said(String name, Json value) {
        return switch (name) {
            case "date" -> moment(value.text("s_timestamp"), isDay(value));
            case "date_range" -> range(value);
            case "selector" -> list(value.at("options"), option -> chinese(option.at("value")));
            case "members" -> list(value, WecomApplied::member);
            case "departments" -> list(value, department -> first(department, "name", "openapi_id"));
            case "related_approval" -> list(
                    value, other -> chinese(other.at("template_names")) + " " + first(other, "sp_no"));
            case "punch_correction" -> moment(value.text("time"), false) + " " + first(value, "state");
            case "vacation" -> said("selector", value.at("selector")) + " "
                    + said("attendance", value.at("attendance"));
            case "attendance" -> range(value.at("date_range"));
            default -> SILENT.contains(name)
                    ? ""
                    : String.join(" ", words(value).toList());
        };
    }

    private static String member(Json member) {
        String id = first(member, "userid");
        return member.text("name")
                .filter(name -> !name.isBlank())
                .map(name -> id.isEmpty() ? name : name + " (" + id + ")")
                .orElse(id);
    }

    private static String range(Json range) {
        boolean day = isDay(range);
        List<String> parts = new ArrayList<>();
        parts.add(moment(range.text("new_begin"), day));
        parts.add(moment(range.text("new_end"), day));
        parts.removeIf(String::isEmpty);
        return String.join(" – ", parts)
                + range.text("new_duration")
                        .filter(WecomApplied::isNumber)
                        .map(seconds -> "（" + length(seconds, day) + "）")
                        .orElse("");
    }

    /** Whole and half days are told in seconds, of days with 24 hours. */
    private static String length(String seconds, boolean day) {
        return new BigDecimal(seconds)
                        .divide(BigDecimal.valueOf(day ? SECONDS_A_DAY : SECONDS_AN_HOUR), 2, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString()
                + (day ? " 天" : " 小时");
    }

    private static boolean isDay(Json told) {
        return told.text("type").filter(type -> type.endsWith("day")).isPresent();
    }

    private static String moment(Optional<String> seconds, boolean day) {
        return seconds.filter(WecomApplied::isNumber)
                .map(Long::parseLong)
                .filter(second -> second > 0)
                .map(second -> (day ? DAY : HOUR).format(Instant.ofEpochSecond(second)))
                .orElse("");
    }

    private static boolean isNumber(String text) {
        return text.matches("[0-9]{1,11}");
    }

    /** The platform's text in Chinese, else in the first language that there is. */
    private static String chinese(Json texts) {
        return texts.items().stream()
                .filter(text -> text.text("lang").orElse("").equals("zh_CN"))
                .findFirst()
                .or(() -> texts.items().stream().findFirst())
                .flatMap(text -> text.text("text"))
                .orElse("");
    }

    private static String list(Json list, Function<Json, String> shown) {
        return ApprovalSheet.some(list).stream()
                .map(shown)
                .map(String::strip)
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining("、"));
    }

    private static String first(Json told, String... names) {
        return Stream.of(names)
                .flatMap(name -> told.text(name).stream())
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("");
    }

    private static Stream<String> words(Json value) {
        if (value.isArray()) {
            return value.items().stream().flatMap(WecomApplied::words);
        }
        return value.isObject()
                ? value.names().stream().filter(name -> !SILENT.contains(name)).flatMap(name -> words(value.at(name)))
                : value.text().filter(text -> !text.isBlank()).stream();
    }
}
