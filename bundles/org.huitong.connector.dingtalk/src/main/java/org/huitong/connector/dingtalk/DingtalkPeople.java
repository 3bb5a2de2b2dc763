// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import static org.huitong.connector.dingtalk.DingtalkJson.said;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.huitong.api.message.Addressee;
import org.huitong.api.message.Sender;
import org.huitong.kit.content.ContentBuilder;
import org.huitong.kit.parse.Json;

/**
 * Who speaks, is spoken to and is called. A person's first id is the userid of the company; the encrypted ones, which
 * alone are there before an application is released, stand behind it. Pure.
 */
final class DingtalkPeople {
    private static final String[] IN_COMPANY = {"senderStaffId", "senderUserId", "staffId", "fromUserId"};
    private static final String[] ENCRYPTED = {"senderId", "senderUnionId", "senderOpenId", "unionId", "openId"};
    private static final String[] NAMES = {"senderNick", "senderName", "nickName", "nick"};

    private final String company;
    private final List<String> robot;

    /**
     * @param company whose people are colleagues
     * @param call names the robot that it is made to
     */
    DingtalkPeople(String company, Json call) {
        this.company = company;
        this.robot = ids(call, "robotCode", "chatbotUserId");
    }

    /** The robot as the other side of a room, where the platform names it. */
    List<Addressee> robot() {
        return robot.isEmpty() ? List.of() : List.of(new Addressee(robot, Optional.empty(), Optional.empty()));
    }

    boolean isRobot(String id) {
        return robot.contains(id);
    }

    /** Who says what this object tells, if it tells. */
    Optional<Sender> sender(Json json) {
        List<String> ids = ids(json, IN_COMPANY);
        ids.addAll(ids(json, ENCRYPTED));
        if (ids.isEmpty()) {
            return Optional.empty();
        }
        String name = said(json, NAMES).orElse(null);
        if (ids.stream().anyMatch(this::isRobot)) {
            return Optional.of(Sender.robot(robot.get(0), name).alias(robot.toArray(String[]::new)));
        }
        Sender person = Sender.person(ids.get(0), name).alias(ids.toArray(String[]::new));
        return Optional.of(said(json, "senderCorpId")
                .filter(other -> !other.equals(company))
                .map(person::of)
                .orElse(person));
    }

    /** Who is called by name beside the robot itself, for whose sake the platform shows us the message at all. */
    void mentions(Json call, ContentBuilder out) {
        for (Json user : DingtalkJson.unfolded(call.at("atUsers")).items()) {
            addressee(user, null).ifPresent(out::mention);
        }
        if (call.isTrue("isAtAll") || call.at("at").isTrue("isAtAll")) {
            out.mention(Addressee.EVERYBODY);
        }
    }

    /** Somebody who is called, by the ids of the object; the robot itself is nobody. */
    Optional<Addressee> addressee(Json user, String nameOrNull) {
        List<String> ids =
                ids(user, "staffId", "atStaffId", "userId", "atUserId", "dingtalkId", "atDingtalkId", "unionId");
        if (ids.stream().anyMatch(this::isRobot)) {
            return Optional.empty();
        }
        Optional<String> name = Optional.ofNullable(nameOrNull).filter(n -> !n.isBlank());
        return ids.isEmpty() && name.isEmpty()
                ? Optional.empty()
                : Optional.of(new Addressee(ids, Optional.empty(), name));
    }

    private static List<String> ids(Json json, String... names) {
        List<String> ids = new ArrayList<>();
        for (String name : names) {
            said(json, name).filter(id -> !ids.contains(id)).ifPresent(ids::add);
        }
        return ids;
    }
}
