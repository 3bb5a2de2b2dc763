// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.incident;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.huitong.capability.monitor.gauge.History;
import org.huitong.capability.monitor.gauge.Ledger;
import org.huitong.capability.monitor.log.LogLine;

/**
 * What a vendor's support needs of an incident, and nothing else: times, figures, codes and numbers of requests. Of the log
 * only those keys are taken that can hold nobody's name, no secret and no words; what people wrote of the incident stays
 * here.
 */
record Evidence(Incident incident, List<History.Stretch> figures, List<Ledger.Day> days, List<LogLine> lines) {
    private static final Set<String> KEYS = Set.of(
            "connector", "platform", "phase", "status", "code", "request", "exception", "tries", "reader", "check");
    private static final String README =
            """
            汇通 · 平台支持所需的证据 / Huitong: evidence for a platform's support

            incident.csv  问题的编号、指标和时间 / the incident's number, reading and times
            figures.csv   指标的测量值 / what was measured
            days.csv      账号每日计数 / what the account brought on each day
            events.csv    日志中的时间、代码和请求号 / times, codes and numbers of requests from the log

            不含消息内容、密钥和人员姓名。时间均为 UTC。
            No words of messages, no secrets and no names of persons. All times are UTC.
            """;

    void write(OutputStream out) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            put(zip, "readme.txt", README);
            put(zip, "incident.csv", incidentRows());
            put(
                    zip,
                    "figures.csv",
                    "begins,least,mean,most,times\n"
                            + figures.stream()
                                    .map(one -> one.begins() + "," + one.least() + "," + one.mean() + "," + one.most()
                                            + "," + one.times() + "\n")
                                    .collect(Collectors.joining()));
            put(
                    zip,
                    "days.csv",
                    "day,account,taken,refused,dead,outages,outageMinutes\n"
                            + days.stream()
                                    .map(one ->
                                            one.day() + "," + cell(one.line().account()) + ","
                                                    + one.line().counted().taken() + ","
                                                    + one.line().counted().refused() + ","
                                                    + one.line().counted().dead() + ","
                                                    + one.line().outages() + ","
                                                    + one.line().outageMinutes() + "\n")
                                    .collect(Collectors.joining()));
            put(
                    zip,
                    "events.csv",
                    "at,level,source,keys\n"
                            + lines.stream()
                                    .map(line -> line.at() + "," + line.level() + "," + cell(line.source()) + ","
                                            + cell(keys(line)) + "\n")
                                    .collect(Collectors.joining()));
        }
    }

    private String incidentRows() {
        return "number,reading,state,opened,over,closed\n" + incident.code() + ","
                + cell(incident.reading().orElse("")) + "," + incident.state().word() + "," + incident.openedAt() + ","
                + incident.overAt().map(Instant::toString).orElse("") + ","
                + incident.closedAt().map(Instant::toString).orElse("") + "\n";
    }

    private static String keys(LogLine line) {
        return line.keys().entrySet().stream()
                .filter(key -> KEYS.contains(key.getKey()))
                .map(key -> key.getKey() + "=" + key.getValue())
                .collect(Collectors.joining(" "));
    }

    /** A sheet takes no cell of these for a formula. */
    private static String cell(String text) {
        String safe = text.matches("[=+\\-@].*") ? "'" + text : text;
        return safe.matches(".*[\",\\s].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    private static void put(ZipOutputStream zip, String name, String text) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        zip.putNextEntry(entry);
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
