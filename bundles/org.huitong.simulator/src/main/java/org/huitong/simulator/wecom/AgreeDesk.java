// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.wecom;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.huitong.simulator.Lobby;
import org.huitong.simulator.SendDesk;

/**
 * What WeCom tells with the archive's own secret: which customers agreed to being kept, and whom the archive covers. It
 * spells an id of customers as the platform does.
 */
public final class AgreeDesk implements SendDesk {
    private static final Pattern PAIR =
            Pattern.compile("\\{[^{}]*\"userid\":\"([^\"]*)\"[^{}]*\"exteranalopenid\":\"([^\"]*)\"[^{}]*\\}");

    private final String corpId;
    private final String secret;
    private final Map<String, String> said;
    private final List<String> covered;
    private final Lobby lobby = new Lobby(100, Duration.ofSeconds(1));

    /** @param said of customers what they said; who is not named has said nothing */
    public AgreeDesk(String corpId, String secret, Map<String, String> said, List<String> covered) {
        this.corpId = corpId;
        this.secret = secret;
        this.said = Map.copyOf(said);
        this.covered = List.copyOf(covered);
    }

    @Override
    public Answered take(Asked asked, Instant now) {
        if (asked.path().equals("/cgi-bin/gettoken")) {
            return token(asked, now);
        }
        if (!lobby.isToken(asked.query().getOrDefault("access_token", ""), now)) {
            return Answered.json(200, "errcode", 40014, "errmsg", "invalid access_token");
        }
        return switch (asked.path()) {
            case "/cgi-bin/msgaudit/check_single_agree" -> single(asked.body(), now);
            case "/cgi-bin/msgaudit/check_room_agree" -> room(now);
            case "/cgi-bin/msgaudit/get_permit_user_list" -> text("\"ids\":["
                    + String.join(
                            ",", covered.stream().map(id -> "\"" + id + "\"").toList()) + "]");
            default -> Answered.json(200, "errcode", 40066, "errmsg", "invalid url");
        };
    }

    private Answered token(Asked asked, Instant now) {
        boolean known = asked.query().getOrDefault("corpid", "").equals(corpId)
                && asked.query().getOrDefault("corpsecret", "").equals(secret);
        return known
                ? Answered.json(
                        200,
                        "errcode",
                        0,
                        "errmsg",
                        "ok",
                        "access_token",
                        lobby.token(now),
                        "expires_in",
                        Lobby.seconds())
                : Answered.json(200, "errcode", 40001, "errmsg", "invalid credential");
    }

    private Answered single(String body, Instant now) {
        List<String> answers = new ArrayList<>();
        Matcher pair = PAIR.matcher(body);
        while (pair.find()) {
            if (said.containsKey(pair.group(2))) {
                answers.add(answer("\"userid\":\"" + pair.group(1) + "\",", pair.group(2), now));
            }
        }
        return text("\"agreeinfo\":[" + String.join(",", answers) + "]");
    }

    private Answered room(Instant now) {
        return text("\"agreeinfo\":["
                + String.join(
                        ",",
                        said.keySet().stream()
                                .sorted()
                                .map(outsider -> answer("", outsider, now))
                                .toList())
                + "]");
    }

    private String answer(String colleague, String outsider, Instant now) {
        return "{\"status_change_time\":" + now.minus(Duration.ofDays(3)).getEpochSecond() + "," + colleague
                + "\"exteranalopenid\":\"" + outsider + "\",\"agree_status\":\"" + said.get(outsider) + "\"}";
    }

    private static Answered text(String fields) {
        return new Answered(200, Map.of(), "{\"errcode\":0,\"errmsg\":\"ok\"," + fields + "}");
    }
}
