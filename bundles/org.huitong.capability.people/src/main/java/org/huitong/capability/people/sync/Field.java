// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.sync;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.huitong.api.text.LocalText;

/** What a column of a roster may hold, by the words that stand above it in either language. */
public enum Field {
    EMPLOYEE("工号", "employee number", "员工编号", "员工号", "员工工号", "employee", "employee id", "employee no", "employee no."),
    NAME("姓名", "name", "员工姓名", "full name", "display name"),
    COMPANY("公司", "company", "所属公司", "公司名称", "子公司"),
    /** Below which company the row's stands; heard of one that the list brings in, and of no other. */
    COMPANY_ABOVE("上级公司", "parent company", "母公司", "company above"),
    DEPARTMENT("部门", "department", "所属部门", "部门名称", "departments"),
    PARENT("上级部门", "parent department", "父部门", "上级部门名称", "parent"),
    POST("岗位", "post", "职位", "职务", "position", "title", "job title"),
    LEVEL("级别", "level", "职级", "grade"),
    SUPERIOR(
            "上级工号",
            "superior",
            "直属上级工号",
            "superior's number",
            "superior number",
            "superior id",
            "manager",
            "manager id"),
    MAIL("邮箱", "mail", "电子邮箱", "邮件", "企业邮箱", "email", "e-mail"),
    MOBILE("手机", "mobile", "手机号", "手机号码", "移动电话", "phone", "mobile phone"),
    LOGIN("登录名", "login", "域账号", "登录账号", "login name", "user name", "username"),
    /** Whether the person leads the departments of the row. */
    LEADS("部门负责人", "head", "是否部门负责人", "department head", "head of department"),
    /** What the person is to be asked about in their company. */
    SUBJECTS("对接事项", "contact for", "对接", "对接人事项", "contact subjects", "subjects");

    private final LocalText title;
    private final List<String> words;

    Field(String zh, String en, String... further) {
        title = LocalText.of(zh, en);
        words = java.util.stream.Stream.concat(java.util.stream.Stream.of(zh, en), Arrays.stream(further))
                .map(Headings::plain)
                .toList();
    }

    public LocalText title() {
        return title;
    }

    static Optional<Field> of(String heading) {
        String plain = Headings.plain(heading);
        return Arrays.stream(values()).filter(f -> f.words.contains(plain)).findFirst();
    }
}
