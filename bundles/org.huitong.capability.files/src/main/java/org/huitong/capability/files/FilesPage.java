// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.files;

import java.util.List;
import java.util.Map;
import org.huitong.api.access.Permission;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Page;
import org.huitong.api.web.PageAt;
import org.huitong.api.web.Permitted;
import org.osgi.service.component.annotations.Component;

/** The page on which people hand on files, and take those that they were handed. */
@Component(service = Page.class)
@PageAt(path = "files", permission = Permitted.EVERYBODY, rank = 17)
public final class FilesPage implements Page {
    private static final LocalText TITLE = LocalText.of("文件传送", "File transfer");
    private static final List<Permission> PERMISSIONS = List.of(
            Permission.of(TransfersResource.TRANSFER, Permission.Kind.CONTENT, LocalText.of("传送文件", "Hand on files")),
            Permission.of(
                    TransfersResource.MANAGE,
                    Permission.Kind.SECURITY,
                    LocalText.of("查看全部文件传送、修改传送规则", "See every transfer, and change its rules")));

    @Override
    public LocalText title() {
        return TITLE;
    }

    @Override
    public String icon() {
        return "file-earmark-arrow-up";
    }

    @Override
    public List<Permission> permissions() {
        return PERMISSIONS;
    }

    @Override
    public Map<String, LocalText> deeds() {
        return Map.of(
                "file.download", LocalText.of("下载文件", "download a file"),
                "file.remove", LocalText.of("删除文件", "remove a file"),
                "file.transfer", LocalText.of("传送文件", "hand on a file"),
                "file.withdraw", LocalText.of("收回文件", "withdraw a file"),
                "files.tier", LocalText.of("修改文件传送规则", "change a rule of file transfers"));
    }
}
