// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.report;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.huitong.api.document.Cell;
import org.huitong.api.text.LocalText;
import org.huitong.capability.monitor.gauge.State;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.send.JsonText;

/**
 * A line of the daily report, as it is kept.
 *
 * @param subject of what, where there are several; empty where there is one
 * @param normal as people write it; empty where nothing is
 */
public record DailyLine(
        LocalText section,
        LocalText item,
        String subject,
        BigDecimal value,
        String unit,
        String normal,
        Optional<State> state,
        Optional<LocalText> note) {
    static DailyLine counted(LocalText section, LocalText item, long count) {
        return new DailyLine(section, item, "", BigDecimal.valueOf(count), "", "", Optional.empty(), Optional.empty());
    }

    DailyLine noting(LocalText what) {
        return new DailyLine(section, item, subject, value, unit, normal, state, Optional.of(what));
    }

    List<Cell> cells() {
        return List.of(
                Cell.words(section),
                Cell.words(item),
                Cell.text(subject),
                Cell.number(value),
                Cell.text(unit),
                Cell.text(normal),
                Cell.maybe(state.map(DailyLine::words), Cell::words),
                Cell.maybe(note, Cell::words));
    }

    public static LocalText words(State state) {
        return switch (state) {
            case GOOD -> LocalText.of("正常", "good");
            case WARNING -> LocalText.of("注意", "look");
            case BAD -> LocalText.of("异常", "bad");
        };
    }

    static byte[] bytes(List<DailyLine> lines) {
        return JsonText.object()
                .withAll("lines", lines.stream().map(DailyLine::json).toList())
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private JsonText json() {
        JsonText json = JsonText.object()
                .with("sectionZh", section.zh())
                .with("sectionEn", section.en())
                .with("itemZh", item.zh())
                .with("itemEn", item.en())
                .with("subject", subject)
                .with("value", value.toPlainString())
                .with("unit", unit)
                .with("normal", normal);
        state.ifPresent(s -> json.with("state", s.word()));
        note.ifPresent(n -> json.with("noteZh", n.zh()).with("noteEn", n.en()));
        return json;
    }

    static List<DailyLine> of(byte[] bytes) {
        if (Json.read(bytes) instanceof Parsed.Good<Json> good) {
            return good.value().at("lines").items().stream().map(DailyLine::of).toList();
        }
        throw new IllegalStateException("a daily report is not what was sealed");
    }

    private static DailyLine of(Json json) {
        return new DailyLine(
                text(json, "section"),
                text(json, "item"),
                json.text("subject").orElse(""),
                new BigDecimal(json.text("value").orElseThrow()),
                json.text("unit").orElse(""),
                json.text("normal").orElse(""),
                json.text("state").map(State::ofWord),
                json.at("noteZh").exists() ? Optional.of(text(json, "note")) : Optional.empty());
    }

    private static LocalText text(Json json, String name) {
        return LocalText.of(
                json.text(name + "Zh").orElseThrow(), json.text(name + "En").orElseThrow());
    }
}
