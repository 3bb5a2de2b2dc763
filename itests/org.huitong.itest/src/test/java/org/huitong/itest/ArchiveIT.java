// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.huitong.simulator.archive.ArchiveBox;
import org.huitong.testkit.Eventually;
import org.huitong.testkit.HubProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A day of WeCom's archive with key changes, while its process crashes and the hub is killed; the same is pushed besides,
 * under other ids. Everything is there once, in order, and people see each once.
 */
class ArchiveIT {
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final int PORTION = 60;
    private static final int PORTIONS = 4;
    private static final int KILLS = 3;

    /** More than one piece of the library's. */
    private static final int FILE = 700_000;

    /** Of as many zeros. */
    private static final String MD5 = md5(new byte[FILE]);

    /** Everything that is no text, each as the platform tells it, and one that nobody knows. */
    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("markdown", "{'content':'**重要**'}"),
            Map.entry("image", "{'md5sum':'','filesize':3,'sdkfileid':'small'}"),
            Map.entry("emotion", "{'type':1,'imagesize':3,'md5sum':'','sdkfileid':'small'}"),
            Map.entry("voice", "{'md5sum':'','voice_size':3,'play_length':10,'sdkfileid':'small'}"),
            Map.entry("video", "{'md5sum':'','filesize':3,'play_length':8,'sdkfileid':'small'}"),
            Map.entry("card", "{'corpname':'微信联系人','userid':'wm1'}"),
            Map.entry("location", "{'longitude':116.5,'latitude':39.9,'address':'某路','title':'某大厦'}"),
            Map.entry("link", "{'title':'邀请','description':'进入查看','link_url':'https://a.test/1'}"),
            Map.entry("weapp", "{'title':'开始聊天','description':'红包','displayname':'商城'}"),
            Map.entry("todo", "{'title':'王说','content':'周五前交'}"),
            Map.entry("vote", "{'votetitle':'去哪','voteitem':['山','海'],'votetype':101}"),
            Map.entry("collect", "{'title':'填表','details':[{'id':1,'ques':'姓名'}]}"),
            Map.entry("redpacket", "{'type':1,'wish':'恭喜','totalcnt':2,'totalamount':2050}"),
            Map.entry("meeting", "{'topic':'夕会','starttime':1603877400,'endtime':1603881000}"),
            Map.entry("calendar", "{'title':'复盘','creatorname':'test','starttime':1603882800}"),
            Map.entry("docmsg", "{'title':'表格','doc_creator':'test','link_url':'https://doc.test/x'}"),
            Map.entry("news", "{'item':[{'title':'标题','description':'摘要','url':'https://n.test'}]}"),
            Map.entry("meeting_voice_call", "{'endtime':1594197635,'sdkfileid':'small'}"),
            Map.entry("voip_doc_share", "{'filename':'方案.pdf','md5sum':'','sdkfileid':'small'}"),
            Map.entry("mixed", "{'item':[{'type':'text','content':'{\\'content\\':\\'看图\\'}'}]}"),
            Map.entry("chatrecord", "{'title':'群聊','item':[{'type':'ChatRecordText','content':'{}'}]}"),
            Map.entry("agree", "{'userid':'u1','agree_time':1}"),
            Map.entry("brand_new", "{'a':{'b':['甲','乙']}}"));

    @TempDir
    private Path folder;

    private final Voice application = Voice.of("wecom", "sales");
    private final Instant start = Instant.ofEpochSecond(Instant.now().getEpochSecond() - 7_200);
    private final List<String> recorded = new ArrayList<>();
    private final Map<String, Integer> words = new TreeMap<>();
    private int pushed;
    private ArchiveBox box;

    @Test
    void aDayOfTheArchiveAndOfPushesIsThereOnceAndShownOnce() throws Exception {
        box = ArchiveBox.at(folder.resolve("box"), application.settings().get("corpId"), "the-archive");
        List<String> keys = new ArrayList<>();
        HubProcess hub = new HubProcess(folder.resolve("hub"));
        int crashes = 0;
        try (hub) {
            application.register(hub);
            for (int run = 0; run < PORTIONS; run++) {
                List<String> records = portion(run);
                keys.add(box.newKey());
                hub.configure("org.huitong.connector.wecom.archive~archive", archive(keys));
                // Two at a time: a third at one place would be the record's own.
                List<String> faults = new ArrayList<>(box.faultsLeft());
                crashes -= faults.size();
                faults.addAll(
                        run == KILLS
                                ? List.of("getChatData crash")
                                : List.of("getChatData crash", "decryptData crash", "getMediaData crash"));
                box.goWrong(faults);
                crashes += faults.size();
                // Once the archive is first, once the application.
                if (run % 2 == 0) {
                    box.say(records);
                }
                hub.start();
                push(hub, run);
                if (run % 2 == 1) {
                    box.say(records);
                }
                if (run < KILLS) {
                    hub.kill();
                }
            }
            hub.login();
            Eventually.until(
                    LIMIT, "all of the archive is there", () -> ofArchive(hub).size() >= recorded.size());
            check(hub, crashes);
        }
    }

    private Map<String, String> archive(List<String> keys) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("corpId", application.settings().get("corpId"));
        settings.put("secret", "the-archive");
        settings.put("library", box.library().toString());
        settings.put("privateKeys", String.join("", keys).replace("\r", "").replace("\n", "\\n"));
        settings.put("stage", "test");
        return settings;
    }

    /** Each says something of its own, but for every tenth, which says what another said within seconds. */
    private List<String> portion(int portion) throws IOException {
        List<String> records = new ArrayList<>();
        box.file("file-" + portion, new byte[FILE]);
        for (int i = 0; i < PORTION; i++) {
            String id = "r" + portion + "-" + i;
            String said = i % 10 == 9 ? text(portion, i - 1) : text(portion, i);
            words.merge(said, 1, Integer::sum);
            recorded.add(id);
            records.add(record(id, at(portion, i), "\"msgtype\":\"text\",\"text\":{\"content\":\"" + said + "\"}"));
        }
        records.add(file(portion, "file", "file-" + portion));
        if (portion == 1) {
            box.file("small", new byte[] {1, 2, 3});
            KINDS.forEach((kind, body) -> {
                String id = "r1-" + kind;
                recorded.add(id);
                String said = "\"msgtype\":\"" + kind + "\",\"" + kind + "\":" + body.replace('\'', '"');
                records.add(record(id, at(portion, PORTION), said));
            });
            box.file("cut", new byte[FILE / 2]);
            records.add(file(portion, "cut", "cut"));
        }
        return records;
    }

    private String file(int portion, String name, String fileId) {
        String id = "r" + portion + "-" + name;
        recorded.add(id);
        return record(
                id,
                at(portion, PORTION),
                "\"msgtype\":\"file\",\"file\":{\"md5sum\":\"" + MD5 + "\",\"filename\":\"图纸" + portion
                        + ".dwg\",\"fileext\":\"dwg\",\"filesize\":" + FILE + ",\"sdkfileid\":\"" + fileId + "\"}");
    }

    private static String text(int portion, int i) {
        return "第 " + portion + "-" + i + " 句，请回复";
    }

    private Instant at(int portion, int i) {
        return start.plusSeconds(portion * 1_000L + i * 2L);
    }

    /** Between two, as what the application hears is: a direct word never stands for one of a group. */
    private static String record(String id, Instant at, String body) {
        return "{\"msgid\":\"" + id
                + "\",\"action\":\"send\",\"from\":\"u1\",\"tolist\":[\"u2\"],"
                + "\"msgtime\":" + (at.toEpochMilli() + 300) + "," + body + "}";
    }

    /** What the application heard of one portion, while the archive is being read. */
    private void push(HubProcess hub, int portion) {
        for (int i = 0; i < PORTION; i++) {
            String said = i % 10 == 9 ? text(portion, i - 1) : text(portion, i);
            Instant now = Instant.now();
            String inside = application.wecomText("text", Integer.toString(++pushed + 1_000_000), said, at(portion, i));
            assertThat(application.wecom(inside, now).to(hub).statusCode()).isEqualTo(200);
        }
    }

    private static List<JsonNode> ofArchive(HubProcess hub) {
        List<JsonNode> all = new ArrayList<>();
        String after = "0";
        while (after != null) {
            JsonNode page = hub.get("/api/v1/messages?account=archive&limit=200&after=" + after);
            page.get("items").forEach(all::add);
            after = page.path("next").isMissingNode() || page.get("next").isNull()
                    ? null
                    : page.get("next").asText();
        }
        return all;
    }

    private void check(HubProcess hub, int crashes) {
        List<JsonNode> archive = ofArchive(hub);
        assertThat(archive)
                .extracting(message -> message.get("nativeId").asText())
                .containsExactlyElementsOf(recorded);
        List<JsonNode> shown = hub.everyMessage();
        Map<String, Integer> times = new TreeMap<>();
        for (JsonNode message : shown) {
            if (message.path("text").asText().startsWith("第 ")) {
                times.merge(message.get("text").asText(), 1, Integer::sum);
            }
        }
        long same =
                archive.stream().filter(message -> message.hasNonNull("sameAs")).count();
        System.out.println("Archive: recorded=" + recorded.size() + " pushed=" + pushed + " kept="
                + (archive.size() + pushed) + " shown=" + shown.size() + " sameAs of the archive=" + same + " crashes="
                + crashes + " kills=" + KILLS + " keys=" + PORTIONS + " kinds=" + (KINDS.size() + 2));
        assertThat(times).isEqualTo(words);
        archive.stream()
                .filter(message -> message.get("nativeId").asText().endsWith("-file"))
                .forEach(message -> Eventually.until(LIMIT, "the file is whole", () -> isWhole(hub, message)));
        JsonNode cut = archive.stream()
                .filter(message -> message.get("nativeId").asText().equals("r1-cut"))
                .findFirst()
                .orElseThrow();
        Eventually.until(LIMIT, "the file that was cut says so", () -> saysWhy(hub, cut));
        assertThat(archive)
                .as("none of them without its content")
                .noneMatch(message -> message.get("type").asText().equals("unavailable"));
        Eventually.until(LIMIT, "every crash has been", this::wentWrong);
        assertThat(same).as("of the archive came later").isBetween(1L, (long) pushed);
        assertThat(pushed).isEqualTo(PORTION * PORTIONS);
    }

    private boolean wentWrong() {
        try {
            return box.faultsLeft().isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of one that was cut in the middle. */
    private static boolean saysWhy(HubProcess hub, JsonNode message) {
        JsonNode file = hub.get("/api/v1/media/" + message.get("id").asText())
                .path("items")
                .path(0);
        return file.path("why").path("zh").asText().contains("MD5")
                && !file.path("state").asText().equals("kept");
    }

    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    private static boolean isWhole(HubProcess hub, JsonNode message) {
        HttpResponse<String> file =
                hub.send("GET", "/api/v1/media/" + message.get("id").asText() + "/0", null);
        return file.statusCode() == 200 && file.body().length() == FILE;
    }
}
