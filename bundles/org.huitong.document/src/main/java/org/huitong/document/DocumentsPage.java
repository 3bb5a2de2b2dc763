// SPDX-License-Identifier: Apache-2.0
package org.huitong.document;

import java.util.List;
import org.huitong.api.access.Permission;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Page;
import org.huitong.api.web.PageAt;
import org.huitong.api.web.Permitted;
import org.huitong.document.form.FormsResource;
import org.osgi.service.component.annotations.Component;

/** The page on which documents are looked at and taken along. Everybody finds there what they may have. */
@Component
@PageAt(path = "documents", permission = Permitted.EVERYBODY, rank = 65)
public final class DocumentsPage implements Page {
    private static final LocalText TITLE = LocalText.of("文档", "Documents");

    private static final List<Permission> PERMISSIONS = List.of(Permission.of(
            FormsResource.MANAGE,
            Permission.Kind.MANAGE,
            LocalText.of("上传文档的自有格式", "Upload the company’s own forms of documents")));

    @Override
    public LocalText title() {
        return TITLE;
    }

    @Override
    public String icon() {
        return "file-earmark-text";
    }

    @Override
    public List<Permission> permissions() {
        return PERMISSIONS;
    }
}
