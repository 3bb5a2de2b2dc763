// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.Directory.Department;
import org.huitong.api.connector.Directory.Member;
import org.huitong.api.connector.Directory.Reach;
import org.huitong.api.connector.Directory.Slice;
import org.huitong.api.connector.Directory.Withheld;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.api.text.LocalText;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.send.Answers;
import org.huitong.kit.send.JsonText;

/**
 * Who works at the company, by DingTalk's older interfaces, which alone tell it: what the application may see first, then
 * the departments level by level, for the platform gives one level at a time. A cursor is what is still to be asked, as
 * words: a letter that says what, and an id. Pure.
 *
 * @see <a href="https://open.dingtalk.com/document/development/obtain-corpsecret-authorization-scope">获取通讯录权限范围</a>
 */
final class DingtalkDirectory {
    /** The company itself. */
    private static final String ROOT = "1";

    private static final String ITSELF = "g";
    private static final String BELOW = "s";
    private static final String OF_ROOT = "l";
    private static final String ONE = "u";
    private static final int AT_ONCE = 100;
    private static final String GONE_DEPARTMENT = "60003";
    private static final String GONE_USER = "60121";

    private static final Withheld SCOPE = new Withheld(
            true,
            LocalText.of(
                    "应用的通讯录权限范围不是全部员工，只能看到其中的部门和人；请在开发者后台“权限管理 → 通讯录权限范围”改为全部员工",
                    "the application's scope is not everybody, so only those departments and people are told: choose all staff"
                            + " under Permissions, Scope of contacts in the developer console"));

    private final Parsed<DingtalkSends.Access> access;
    private final String wanted;

    /** @param wanted {@code no}, {@code read}, or {@code shut} for both */
    DingtalkDirectory(Parsed<DingtalkSends.Access> access, String wanted) {
        this.access = access;
        this.wanted = wanted;
    }

    Reach reach() {
        boolean shuts = "shut".equals(wanted);
        return new Reach(shuts || "read".equals(wanted), shuts, access.bad());
    }

    Step<Slice<Department>> departments(Optional<String> cursor, Trail trail) {
        if (trail.token().isEmpty()) {
            return Step.tokenNeeded();
        }
        if (cursor.isEmpty()) {
            return trail.reply().isEmpty() ? scopes(trail) : roots(trail.reply().get());
        }
        List<String> words = words(cursor.get());
        String id = words.get(0).substring(1);
        boolean itself = words.get(0).startsWith(ITSELF);
        if (trail.reply().isEmpty()) {
            String path = itself ? "/topapi/v2/department/get" : "/topapi/v2/department/listsub";
            return post(path, JsonText.object().with("dept_id", number(id)), trail);
        }
        Json answer = Answers.json(trail.reply().get());
        List<String> left = words.subList(1, words.size());
        if (isGone(answer, GONE_DEPARTMENT)) {
            return slice(List.of(), left, List.of(Withheld.OUT_OF_SIGHT));
        }
        if (!isFine(answer)) {
            return refused(trail.reply().get());
        }
        if (itself) {
            return slice(List.of(department(answer.at("result"))), and(List.of(BELOW + id), left), List.of());
        }
        List<Department> below = answer.at("result").items().stream()
                .map(DingtalkDirectory::department)
                .toList();
        return slice(
                below, and(left, below.stream().map(one -> BELOW + one.id()).toList()), List.of());
    }

    Step<Slice<Member>> people(String department, Optional<String> cursor, Trail trail) {
        if (trail.token().isEmpty()) {
            return Step.tokenNeeded();
        }
        if (department.isEmpty() && cursor.isEmpty()) {
            return trail.reply().isEmpty()
                    ? scopes(trail)
                    : oneByOne(trail.reply().get());
        }
        List<String> words = department.isEmpty() ? words(cursor.get()) : List.of(OF_ROOT + cursor.orElse("0"));
        List<String> left = words.subList(1, words.size());
        String what = words.get(0).substring(1);
        if (words.get(0).startsWith(ONE)) {
            return one(what, left, trail);
        }
        if (trail.reply().isEmpty()) {
            JsonText body = JsonText.object()
                    .with("dept_id", number(department.isEmpty() ? ROOT : department))
                    .with("cursor", number(what))
                    .with("size", AT_ONCE)
                    .with("contain_access_limit", true);
            return post("/topapi/v2/user/list", body, trail);
        }
        Json answer = Answers.json(trail.reply().get());
        if (isGone(answer, GONE_DEPARTMENT)) {
            return slice(List.of(), left, List.of(Withheld.OUT_OF_SIGHT));
        }
        if (!isFine(answer)) {
            return refused(trail.reply().get());
        }
        Json result = answer.at("result");
        List<Member> members = result.at("list").items().stream()
                .flatMap(DingtalkDirectory::member)
                .toList();
        Optional<String> more =
                result.text("has_more").orElse("").equals("true") ? result.text("next_cursor") : Optional.empty();
        return department.isEmpty()
                ? slice(members, and(more.stream().map(page -> OF_ROOT + page).toList(), left), List.of())
                : Step.done(new Slice<>(members, more, List.of()));
    }

    /** Only the company's own accounts can be shut by an application; whoever is a person's own has to be removed by hand. */
    Step<Boolean> shutOut(String account, Trail trail) {
        if (trail.token().isEmpty()) {
            return Step.tokenNeeded();
        }
        if (trail.reply().isEmpty()) {
            JsonText body = JsonText.object().with("userId", account).with("reason", "离职");
            return Step.ask(Call.post(
                            access.good().orElseThrow().base().at("/v1.0/contact/orgAccounts/disable"), body.toString())
                    .asHarmless()
                    .header("x-acs-dingtalk-access-token", trail.token().get().value()));
        }
        Json answer = Answers.json(trail.reply().get());
        String code = answer.text("code").orElse("");
        if (answer.isTrue("result") || code.equals("user.not.exist")) {
            return Step.done(true);
        }
        return code.equals("exclusive.account.only")
                ? Step.failed(
                        Step.Failure.REFUSED,
                        LocalText.of(
                                "这不是企业账号，钉钉不允许应用停用；请在钉钉管理后台把此人移出企业",
                                "this is no account of the company's own, and DingTalk lets no application shut it: remove"
                                        + " the person in DingTalk's console"))
                : DingtalkRefusals.read(trail.reply().get());
    }

    private Step<Slice<Member>> one(String user, List<String> left, Trail trail) {
        if (trail.reply().isEmpty()) {
            return post("/topapi/v2/user/get", JsonText.object().with("userid", user), trail);
        }
        Json answer = Answers.json(trail.reply().get());
        if (isGone(answer, GONE_USER)) {
            return slice(List.of(), left, List.of());
        }
        return isFine(answer)
                ? slice(member(answer.at("result")).toList(), left, List.of())
                : refused(trail.reply().get());
    }

    private <T> Step<Slice<T>> scopes(Trail trail) {
        return Step.ask(Call.get(access.good()
                .orElseThrow()
                .oapi()
                .at("/auth/scopes", "access_token", trail.token().orElseThrow().value())));
    }

    /** What the application may see, and what that leaves out. */
    private Step<Slice<Department>> roots(Reply reply) {
        Json answer = Answers.json(reply);
        if (!isFine(answer)) {
            return refused(reply);
        }
        List<String> roots = texts(answer.at("auth_org_scopes").at("authed_dept"));
        List<Withheld> withheld = new ArrayList<>();
        if (!roots.contains(ROOT)) {
            withheld.add(SCOPE);
        }
        Set<String> fields = Set.copyOf(texts(answer.at("auth_user_field")));
        if (!fields.contains("mobile")) {
            withheld.add(
                    new Withheld(
                            false,
                            LocalText.of(
                                    "不给手机号：应用没有“企业员工手机号信息”权限",
                                    "no telephone numbers: the application lacks the permission for employees' mobile numbers")));
        }
        if (!fields.contains("email")) {
            withheld.add(
                    new Withheld(
                            false,
                            LocalText.of(
                                    "不给邮箱：应用没有“邮箱等个人信息”权限",
                                    "no mail addresses: the application lacks the permission for mail and other personal data")));
        }
        return slice(
                List.of(),
                roots.contains(ROOT)
                        ? List.of(BELOW + ROOT)
                        : roots.stream().map(id -> ITSELF + id).toList(),
                withheld);
    }

    private Step<Slice<Member>> oneByOne(Reply reply) {
        Json answer = Answers.json(reply);
        if (!isFine(answer)) {
            return refused(reply);
        }
        Json scopes = answer.at("auth_org_scopes");
        boolean whole = texts(scopes.at("authed_dept")).contains(ROOT);
        List<String> ones =
                texts(scopes.at("authed_user")).stream().map(id -> ONE + id).toList();
        // It may have been made narrower since the departments were read.
        return whole
                ? slice(List.of(), and(List.of(OF_ROOT + "0"), ones), List.of())
                : slice(List.of(), ones, List.of(SCOPE));
    }

    private static Department department(Json told) {
        return new Department(
                told.text("dept_id").orElse(""),
                told.text("name").orElse(""),
                told.text("parent_id").filter(id -> !id.isEmpty() && !id.equals(ROOT)));
    }

    private static Stream<Member> member(Json told) {
        List<String> ids = Stream.of("userid", "unionid")
                .flatMap(name -> told.text(name).stream())
                .filter(id -> !id.isEmpty())
                .toList();
        return ids.isEmpty()
                ? Stream.empty()
                : Stream.of(new Member(
                        ids,
                        told.text("name").orElse(""),
                        told.text("job_number").orElse(""),
                        texts(told.at("dept_id_list")).stream()
                                .filter(id -> !id.equals(ROOT))
                                .toList(),
                        told.text("title").orElse(""),
                        told.text("org_email")
                                .filter(mail -> !mail.isEmpty())
                                .or(() -> told.text("email"))
                                .orElse(""),
                        told.text("mobile").orElse("")));
    }

    private <T> Step<Slice<T>> post(String path, JsonText body, Trail trail) {
        return Step.ask(Call.post(
                        access.good()
                                .orElseThrow()
                                .oapi()
                                .at(
                                        path,
                                        "access_token",
                                        trail.token().orElseThrow().value()),
                        body.toString())
                .asHarmless());
    }

    private static <T> Step<Slice<T>> slice(List<T> items, List<String> left, List<Withheld> withheld) {
        return Step.done(
                new Slice<>(items, left.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", left)), withheld));
    }

    /** A refusal of rights is told by what has to be given. */
    private static <T> Step<T> refused(Reply reply) {
        Step<T> said = DingtalkRefusals.read(reply);
        return said instanceof Step.Failed<T> failed && failed.failure() == Step.Failure.ACCOUNT
                ? Step.failed(
                        Step.Failure.ACCOUNT,
                        Answers.reason(
                                "钉钉不让此应用读取通讯录，请在开发者后台“权限管理”开通“通讯录部门信息读权限”和“通讯录部门成员读权限”",
                                "DingTalk lets this application read no directory: give it the permissions to read"
                                        + " departments and members in the developer console",
                                Answers.json(reply).text("errcode").orElse(""),
                                Answers.json(reply)
                                        .text("sub_msg")
                                        .or(() -> Answers.json(reply).text("errmsg"))
                                        .orElse("")))
                : said;
    }

    private static boolean isFine(Json answer) {
        return answer.text("errcode").orElse("").equals("0");
    }

    private static boolean isGone(Json answer, String code) {
        return answer.text("errcode").orElse("").equals(code);
    }

    private static List<String> words(String cursor) {
        return Arrays.asList(cursor.split(" "));
    }

    private static List<String> and(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).collect(Collectors.toList());
    }

    private static List<String> texts(Json array) {
        return array.items().stream().flatMap(item -> item.text().stream()).toList();
    }

    /** Ids of departments and places in a list are numbers there. */
    private static long number(String id) {
        return id.matches("[0-9]{1,18}") ? Long.parseLong(id) : 0;
    }
}
