// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.web.Problem;
import org.huitong.capability.monitor.Scene;
import org.huitong.capability.monitor.Station;
import org.huitong.capability.monitor.log.LogBook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceTest {
    private static final String LOG =
            """
            2026-03-11T07:00:00.000+08:00 INFO  [t] org.huitong.hub.installer.Installer - long before connector=dingtalk~sales
            2026-03-11T09:05:00.000+08:00 INFO  [t] org.huitong.hub.installer.Installer - Updated 张三的插件
            2026-03-11T09:06:00.000+08:00 INFO  [t] org.huitong.outbox.Tokens - A platform gave a new token connector=dingtalk~sales
            2026-03-11T09:06:30.000+08:00 WARN  [t] org.huitong.outbox.Errand - A call did not come through connector=dingtalk~sales phase=send status=500 code=-1 request=ab-1 by=zhangsan
            2026-03-11T09:06:40.000+08:00 WARN  [t] org.huitong.outbox.Errand - A call did not come through connector=wecom~front phase=send status=500 code=9 request=cd-2
            """;

    @Test
    void holdsTimesFiguresCodesAndRequestsAndNoWordsOrNames(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("huitong.log"), LOG);
        try (Station station = Station.derby(folder)) {
            station.accounts.add(Scene.account("sales", false, Map.of()));
            station.until("2026-03-11T09:10");
            String id = station.newest().get(0).id();
            station.incidents.note(id, "李四说是路由器", Doer.of(Station.WANG));
            EvidenceRoom room = new EvidenceRoom(
                    station.incidents.shelf(),
                    new Surroundings(new LogBook(folder), station.clock),
                    station.audit,
                    station.clock);

            assertThat(room.around(id))
                    .extracting(line -> Surroundings.Kind.of(line))
                    .containsExactly(Surroundings.Kind.DEPLOY, Surroundings.Kind.TOKEN, Surroundings.Kind.PLATFORM);

            Map<String, String> files = files(room.give(id, Doer.of(Station.WANG)));
            assertThat(files.keySet())
                    .containsExactly("readme.txt", "incident.csv", "figures.csv", "days.csv", "events.csv");
            assertThat(files.get("incident.csv")).contains("connection:dingtalk/sales", "2026-03-11T01:0");
            assertThat(files.get("figures.csv").lines().count()).isGreaterThan(5);
            assertThat(files.get("days.csv")).contains("2026-03-11,dingtalk/sales,0,0,0,1,");
            assertThat(files.get("events.csv"))
                    .contains("status=500 code=-1 request=ab-1")
                    .doesNotContain("cd-2", "long before");
            assertThat(String.join("\n", files.values()))
                    .doesNotContain("张三", "李四", "路由器", "zhangsan", "王敏", "wangm", "异常");
            assertThat(station.audit.lines()).contains("wangm incidents.evidence incident:" + id + " done");
            assertThatThrownBy(() -> room.give("0".repeat(32), Doer.of(Station.WANG)))
                    .isInstanceOf(Problem.class);
        }
    }

    private static Map<String, String> files(Evidence evidence) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        evidence.write(bytes);
        Map<String, String> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
