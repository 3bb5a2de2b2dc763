// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.sync;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;

/**
 * Which column holds what.
 *
 * @param accounts the columns with ids on platforms, by their place
 * @param unknown headings that say nothing to us; their columns are left alone
 */
record Headings(Map<Field, Integer> fields, Map<Integer, AccountColumn> accounts, List<String> unknown) {
    private static final Map<String, String> PLATFORMS = Map.ofEntries(
            Map.entry("企业微信", "wecom"),
            Map.entry("企微", "wecom"),
            Map.entry("wecom", "wecom"),
            Map.entry("wechatwork", "wecom"),
            Map.entry("钉钉", "dingtalk"),
            Map.entry("dingtalk", "dingtalk"),
            Map.entry("飞书", "feishu"),
            Map.entry("feishu", "feishu"),
            Map.entry("lark", "feishu"));
    private static final Pattern ACCOUNT =
            Pattern.compile("(.+?)(账号|帐号|账户|用户id|userid|accountid|account|id)(?:@(.*))?", Pattern.CASE_INSENSITIVE);
    private static final Pattern PLATFORM = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");

    /**
     * Ids on a platform.
     *
     * @param tenant where the heading names one
     */
    record AccountColumn(String platform, Optional<String> tenant) {}

    /** Case, width, blanks and marks make no difference. */
    static String plain(String heading) {
        return Normalizer.normalize(heading, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\s_*:'’（）()\\-]", "");
    }

    static Headings of(List<String> headings) {
        Map<Field, Integer> fields = new EnumMap<>(Field.class);
        Map<Integer, AccountColumn> accounts = new LinkedHashMap<>();
        List<String> unknown = new ArrayList<>();
        for (int column = 0; column < headings.size(); column++) {
            String heading = headings.get(column);
            Optional<Field> field = Field.of(heading);
            Optional<AccountColumn> account = field.isPresent() ? Optional.empty() : account(heading);
            if (field.isPresent() && fields.putIfAbsent(field.get(), column) != null) {
                throw new Problem(
                        400,
                        "heading-twice",
                        LocalText.of(
                                "表头“" + field.get().title().zh() + "”出现了两次。",
                                "There are two columns “" + field.get().title().en() + "”."));
            }
            if (account.isPresent()) {
                accounts.put(column, account.get());
            } else if (field.isEmpty() && !heading.isBlank()) {
                unknown.add(heading);
            }
        }
        return new Headings(fields, accounts, List.copyOf(unknown));
    }

    private static Optional<AccountColumn> account(String heading) {
        String normal = Normalizer.normalize(heading, Normalizer.Form.NFKC).strip();
        int mark = normal.indexOf('@');
        String before = plain(mark < 0 ? normal : normal.substring(0, mark));
        Matcher matcher = ACCOUNT.matcher(before);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String word = matcher.group(1);
        Optional<String> tenant = mark < 0
                ? Optional.empty()
                : Optional.of(normal.substring(mark + 1).strip()).filter(t -> !t.isEmpty());
        return Optional.ofNullable(
                        PLATFORMS.getOrDefault(word, PLATFORM.matcher(word).matches() ? word : null))
                .map(platform -> new AccountColumn(platform, tenant));
    }

    boolean has(Field field) {
        return fields.containsKey(field);
    }
}
