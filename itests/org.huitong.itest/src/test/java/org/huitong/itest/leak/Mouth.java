// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest.leak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.huitong.itest.Push;
import org.huitong.itest.Voice;
import org.huitong.kit.sign.Signatures;
import org.huitong.testkit.HubProcess;

/** The platforms' side: says what is said, signed, by the thousand where the platform allows it. */
final class Mouth {
    private static final String SECRET = "a secret of the own platform";
    private static final String TENANT = "acme";
    private static final int AT_ONCE = 200;
    private static final int MOST_TRIES = 100;

    private final Voice dingtalk = Voice.of("dingtalk", "a");
    private final Voice feishu = Voice.of("feishu", "a");
    private final Voice wecom = Voice.of("wecom", "a");

    void register(HubProcess hub) {
        for (String account : List.of("a", "b")) {
            hub.configure(
                    "org.huitong.connector.generic~" + account,
                    Map.of("keyId", "k1", "secret", SECRET, "owner", "exam", "stage", "test"));
        }
        List.of(dingtalk, feishu, wecom).forEach(voice -> voice.register(hub));
    }

    /** The tenant of each platform, as its payloads name it. */
    Map<String, String> tenants() {
        Map<String, String> tenants = new LinkedHashMap<>();
        tenants.put("generic", TENANT);
        tenants.put("dingtalk", dingtalk.settings().get("corpId"));
        tenants.put("feishu", "t1");
        tenants.put("wecom", wecom.settings().get("corpId"));
        return tenants;
    }

    void say(HubProcess hub, List<Said> all) {
        Map<String, List<Said>> byAccount = all.stream()
                .filter(said -> said.platform.equals("generic"))
                .collect(Collectors.groupingBy(said -> said.account));
        byAccount.forEach((account, said) -> {
            for (int i = 0; i < said.size(); i += AT_ONCE) {
                post(
                        hub,
                        account,
                        said.subList(i, Math.min(said.size(), i + AT_ONCE)).stream()
                                .map(Mouth::message)
                                .toList());
            }
        });
        List<Integer> answers = all.stream().filter(said -> !said.platform.equals("generic")).toList().parallelStream()
                .map(said -> sent(hub, () -> push(said)))
                .toList();
        assertThat(answers).allMatch(status -> status == 200);
    }

    void edit(HubProcess hub, List<Said> all) {
        all.forEach(said -> said.edited = true);
        post(
                hub,
                "a",
                all.stream()
                        .map(said -> message(said)
                                .put("kind", "edit")
                                .put("editedAt", said.at.plusSeconds(60).toString()))
                        .toList());
    }

    void recall(HubProcess hub, List<Said> all) {
        all.forEach(said -> said.recalled = true);
        post(
                hub,
                "a",
                all.stream()
                        .map(said -> message(said)
                                .put("kind", "recall")
                                .put("at", said.at.plusSeconds(90).toString()))
                        .toList());
    }

    /** What is rightly signed and cannot be understood, with a marker in it. */
    void babble(HubProcess hub, String word) {
        post(hub, "a", List.of(node().put("kind", "unheard of").put("text", word)));
    }

    /** As platforms do it: what is not taken now is sent again. */
    private static int sent(HubProcess hub, Supplier<Push> push) {
        int status = push.get().to(hub).statusCode();
        for (int i = 0; i < MOST_TRIES && status == 503; i++) {
            status = push.get().to(hub).statusCode();
        }
        return status;
    }

    private static void post(HubProcess hub, String account, List<ObjectNode> items) {
        assertThat(sent(hub, () -> signed(account, items))).isEqualTo(200);
    }

    private static Push signed(String account, List<ObjectNode> items) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode().addAll(new ArrayList<>(items));
        byte[] body = node().<ObjectNode>set("items", all).toString().getBytes(StandardCharsets.UTF_8);
        String path = "/connect/generic/" + account;
        String time = Long.toString(Instant.now().getEpochSecond());
        String nonce = UUID.randomUUID().toString();
        String head = "v1:" + time + ":" + nonce + ":POST:" + path + ":" + Signatures.sha256Hex(body);
        byte[] signature =
                Signatures.hmacSha256(SECRET.getBytes(StandardCharsets.UTF_8), head.getBytes(StandardCharsets.UTF_8));
        Map<String, String> headers = Map.of(
                "Content-Type",
                "application/json",
                "X-Hub-Key-Id",
                "k1",
                "X-Hub-Timestamp",
                time,
                "X-Hub-Nonce",
                nonce,
                "X-Hub-Signature",
                "v1=" + HexFormat.of().formatHex(signature));
        return new Push("POST", path, headers, body);
    }

    private static ObjectNode message(Said said) {
        ObjectNode message =
                node().put("company", TENANT).put("id", said.nativeId()).put("at", said.at.toString());
        ObjectNode room = message.putObject("room");
        said.room.ifPresentOrElse(
                in -> room.put("id", in.id()).put("kind", "group").put("title", title(in)),
                () -> room.put("id", direct(said)).put("kind", "direct"));
        ObjectNode from = message.putObject("from");
        said.by.ifPresentOrElse(who -> from.put("id", who.id("generic")).put("name", who.name()), () -> from.put(
                        "id", "stranger-" + said.number)
                .put("name", said.customer ? said.customerName() : "路人")
                .put("kind", said.customer ? "customer" : "person"));
        said.to.ifPresent(to ->
                message.putArray("to").addObject().put("id", to.id("generic")).put("name", to.name()));
        if (said.form == Said.Form.EVENT) {
            message.put("kind", "event");
            ObjectNode event =
                    message.putObject("event").put("name", "approval.done").put("zh", "审批通过");
            event.putObject("values").put("item", new Marker(Marker.Of.EVENT, said.number).word());
        } else if (said.form == Said.Form.TEXT) {
            message.put("text", said.words());
        }
        if (said.form == Said.Form.IMAGE || said.form == Said.Form.FILE) {
            message.putArray("files")
                    .addObject()
                    .put("id", "f" + said.number)
                    .put("name", new Marker(Marker.Of.FILE, said.number).word())
                    .put("type", said.form == Said.Form.IMAGE ? "image" : "file")
                    .put("bytes", 1000);
        }
        if (said.form == Said.Form.TEXT && said.number % 17 == 0) {
            message.putObject("quote")
                    .put("id", "earlier")
                    .put("text", new Marker(Marker.Of.QUOTE, said.number).word());
        }
        return message;
    }

    private Push push(Said said) {
        String who = said.by.orElseThrow().id(said.platform);
        if (said.platform.equals("wecom")) {
            String xml = wecom.wecomText("text", said.nativeId(), said.words(), said.at);
            return wecom.wecom(xml.replace("<FromUserName>u1<", "<FromUserName>" + who + "<"), Instant.now());
        }
        Firm.Room room = said.room.orElseThrow();
        if (said.platform.equals("dingtalk")) {
            String json = dingtalk.dingtalkText("text", said.nativeId(), said.words(), "某人", said.at);
            return dingtalk.dingtalk(
                    json.replace("\"cid1\"", "\"" + room.id() + "\"")
                            .replace("某人的群", title(room))
                            .replace("\"u1\"", "\"" + who + "\""),
                    Instant.now());
        }
        String json = feishu.feishuText(said.nativeId(), said.words(), "某人", said.at);
        return feishu.feishu(
                json.replace("\"oc_1\"", "\"" + room.id() + "\"")
                        .replace("\"u1\"", "\"" + who + "\"")
                        .replace("\"ou_1\"", "\"ou_" + who + "\""),
                Instant.now());
    }

    static String title(Firm.Room room) {
        return new Marker(Marker.Of.ROOM, room.number()).word();
    }

    private static String direct(Said said) {
        int one = said.by.map(Firm.Worker::number).orElse(-said.number);
        int other = said.to.map(Firm.Worker::number).orElse(-1);
        return "direct-" + Math.min(one, other) + "-" + Math.max(one, other);
    }

    private static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }
}
