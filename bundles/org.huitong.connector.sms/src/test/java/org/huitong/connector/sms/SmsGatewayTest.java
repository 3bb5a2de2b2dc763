// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.huitong.testkit.Eventually.until;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.huitong.api.connector.Evidence;
import org.huitong.api.connector.Intray;
import org.huitong.api.connector.Line;
import org.huitong.api.connector.Outgoing;
import org.huitong.api.connector.Reading;
import org.huitong.api.connector.Receipt;
import org.huitong.api.connector.Receipted;
import org.huitong.api.connector.Sent;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.api.message.Sighting;
import org.huitong.api.outbox.Writing;
import org.huitong.testkit.Wax;
import org.junit.jupiter.api.Test;
import org.osgi.util.converter.Converters;

/** Against a gateway of another maker. */
class SmsGatewayTest implements Intray {
    private final List<Reading> readings = new CopyOnWriteArrayList<>();
    private final List<Exception> ends = new CopyOnWriteArrayList<>();
    private volatile boolean stands;
    private SmsConnector connector = connector(Map.of());

    @Test
    void sendsHearsAndIsToldWhatBecameOfIt() throws Exception {
        Process gateway = gateway();
        try (BufferedReader out = gateway.inputReader(StandardCharsets.UTF_8)) {
            String port = out.readLine().substring("port ".length());
            connector = connector(Map.of("port", port, "signature", "汇通", "templates", "工单{编号}已派给您，请处理"));
            assertThat(send("13800000000", "工单 A1 已派给您，请处理")).isInstanceOf(Step.Later.class);

            Line line = connector.line().orElseThrow();
            Thread thread = new Thread(() -> {
                try {
                    line.listen(this);
                } catch (Exception e) {
                    ends.add(e);
                }
            });
            thread.start();
            until("it is bound", () -> stands);

            Step<Sent> sent = send("13800000000", "工单 A1 已派给您，请处理");
            assertThat(sent).isEqualTo(Step.done(new Sent("a", false)));
            assertThat(out.readLine())
                    .isEqualTo(
                            "{\"to\":\"13800000000\",\"coding\":8,\"text\":\"【汇通】工单 A1 已派给您，请处理\",\"headed\":false}");
            until("it was reported", () -> receipts().contains(new Receipted("a", Receipt.DELIVERED)));
            until("somebody wrote", () -> texts().contains("收到，谢谢 😀"));
            assertThat(send("999", "工单 A2 已派给您，请处理")).isInstanceOf(Step.Later.class);
            assertThat(((Step.Failed<Sent>) send("138", "随便说说")).failure()).isEqualTo(Step.Failure.REFUSED);

            line.close();
            thread.join(10_000);
            assertThat(thread.isAlive()).isFalse();

            connector = connector(Map.of("port", port, "password", "wrong"));
            Line refused = connector.line().orElseThrow();
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> refused.listen(this))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Password");
            refused.close();
        } finally {
            gateway.destroy();
        }
    }

    @Test
    void longTextsGoInPartsThatTelephonesPutTogether() {
        assertThat(SmsParts.of("a".repeat(160), 1).bodies()).hasSize(1);
        assertThat(SmsParts.of("a".repeat(161), 1).bodies()).hasSize(2);
        assertThat(SmsParts.of("汉".repeat(70), 1).bodies()).hasSize(1);
        SmsParts parts = SmsParts.of("汉".repeat(66) + "😀" + "字".repeat(3), 7);
        assertThat(parts.ucs2()).isTrue();
        assertThat(parts.bodies()).hasSize(2);
        assertThat(parts.bodies().get(0)).hasSize(6 + 66 * 2).startsWith(5, 0, 3, 7, 2, 1);
        assertThat(parts.bodies().get(1)).hasSize(6 + 5 * 2).startsWith(5, 0, 3, 7, 2, 2);
    }

    @Test
    void anAccountThatIsNotReadySaysWhatToMend() {
        assertThat(connector(Map.of("host", "")).problem().orElseThrow().en()).contains("set Host");
        assertThat(connector(Map.of("password", "too long a word"))
                        .problem()
                        .orElseThrow()
                        .en())
                .contains("8");
    }

    private List<Receipted> receipts() {
        return readings.stream().flatMap(r -> r.receipts().stream()).toList();
    }

    private List<String> texts() {
        return readings.stream()
                .flatMap(r -> r.deliveries().stream())
                .flatMap(d -> d.sightings().stream())
                .map(s -> ((Sighting.Said) s).message().content().text().orElse(""))
                .toList();
    }

    private Step<Sent> send(String number, String text) throws Exception {
        Outgoing letter = new Outgoing(
                "k-1",
                new Outgoing.Target(Outgoing.Target.Kind.MOBILE, number),
                new Writing.Text(text),
                InstantSource.system().instant());
        Step<Sent> step = connector.send(letter, Trail.beginning(Optional.empty()));
        return step instanceof Step.ByHand<Sent> byHand ? byHand.work().now() : step;
    }

    private static SmsConnector connector(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(
                Map.of("host", "127.0.0.1", "systemId", "huitong", "password", "sealed:secret", "sender", "1069"));
        all.putAll(settings);
        return new SmsConnector(
                Converters.standardConverter().convert(all).to(SmsConfig.class),
                Map.of("service.pid", "org.huitong.connector.sms~test"),
                new Wax(),
                InstantSource.system());
    }

    private static Process gateway() throws Exception {
        Path folder = Files.createDirectories(Path.of("target", "node"));
        for (String file : List.of("package.json", "smsc.js")) {
            Files.copy(Path.of("src", "test", "node", file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.isDirectory(folder.resolve("node_modules"))) {
            assumeTrue(
                    run(folder, "npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--no-package-lock"),
                    "npm could not bring the gateway: short messages are not tried against one");
        }
        return new ProcessBuilder("node", "smsc.js")
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static boolean run(Path folder, String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(2, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }

    @Override
    public Optional<String> bookmark() {
        return Optional.empty();
    }

    @Override
    public void take(List<Evidence> came, String bookmark) {
        came.forEach(evidence -> readings.add(connector.read(evidence)));
    }

    @Override
    public void stands() {
        stands = true;
    }
}
