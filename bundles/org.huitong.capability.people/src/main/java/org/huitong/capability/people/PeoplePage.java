// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people;

import java.util.List;
import org.huitong.api.access.Permission;
import org.huitong.api.access.Permission.Kind;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Page;
import org.huitong.api.web.PageAt;
import org.osgi.service.component.annotations.Component;

/** The page of persons, departments, projects, accounts and lists that come in. */
@Component
@PageAt(path = "people", permission = PeopleResource.READ, rank = 25)
public final class PeoplePage implements Page {
    private static final LocalText TITLE = LocalText.of("通讯录", "Directory");
    private static final List<Permission> PERMISSIONS = List.of(
            Permission.of(PeopleResource.READ, Kind.CONTENT, LocalText.of("查看人员和部门", "See people and departments")),
            Permission.of(
                    PeopleResource.WRITE,
                    Kind.SECURITY,
                    LocalText.of("修改人员、部门、项目和账号", "Change people, departments, projects and accounts")),
            Permission.of(PeopleResource.SYNC, Kind.SECURITY, LocalText.of("导入人员名单", "Import lists of people")));

    @Override
    public LocalText title() {
        return TITLE;
    }

    @Override
    public String icon() {
        return "people";
    }

    @Override
    public List<Permission> permissions() {
        return PERMISSIONS;
    }
}
