// SPDX-License-Identifier: Apache-2.0
package org.huitong.document.form;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.huitong.api.document.FileKind;
import org.huitong.api.text.LocalText;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * Looks through a form for what does more than lie there: macros, embedded objects, whatever is fetched from elsewhere.
 * What is not known to be harmless is refused, for a form goes to everybody who takes a document.
 */
final class Inspection {
    private static final Map<FileKind, String> MAIN = Map.of(
            FileKind.XLSX, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            FileKind.DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml");
    /** The kinds of relations between parts that a form may have, by the last word of their types. */
    private static final Set<String> HARMLESS = Set.of(
            "officedocument",
            "core-properties",
            "extended-properties",
            "custom-properties",
            "thumbnail",
            "worksheet",
            "theme",
            "styles",
            "styleswitheffects",
            "sharedstrings",
            "drawing",
            "image",
            "printersettings",
            "vmldrawing",
            "customxml",
            "customxmlprops",
            "header",
            "footer",
            "numbering",
            "settings",
            "websettings",
            "fonttable",
            "font",
            "footnotes",
            "endnotes",
            "cellimage");

    private static final Map<String, LocalText> KNOWN = Map.ofEntries(
            Map.entry("vbaproject", LocalText.of("含有宏", "it has macros")),
            Map.entry("oleobject", LocalText.of("含有嵌入对象（OLE）", "it has an embedded object (OLE)")),
            Map.entry("package", LocalText.of("含有嵌入文件", "it has an embedded file")),
            Map.entry("externallink", LocalText.of("引用了其他工作簿", "it refers to another workbook")),
            Map.entry("attachedtemplate", LocalText.of("附加了模板", "a template is attached to it")),
            Map.entry("hyperlink", LocalText.of("含有超链接，请改为普通文字", "it has a hyperlink: make it plain text")),
            Map.entry("comments", LocalText.of("含有批注，请删除", "it has comments: remove them")),
            Map.entry("chart", LocalText.of("含有图表，请删除", "it has a chart: remove it")),
            Map.entry("table", LocalText.of("含有“表格”，请转换为区域", "it has a table: convert it to a range")),
            Map.entry("calcchain", LocalText.of("含有公式，请改用占位符", "it has formulas: use placeholders instead")));
    private static final LocalText OUTSIDE = LocalText.of("链接到文件以外的内容", "it links to something outside of the file");
    private static final Set<String> PICTURES = Set.of("png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "emf", "wmf");
    /** Fields that fetch, run or lead elsewhere. */
    private static final Pattern BUSY_FIELD = Pattern.compile(
            "DDE|INCLUDE|IMPORT|LINK|DATABASE|MACROBUTTON|GOTOBUTTON|ADDIN|\\bRD\\b|\\bASK\\b|FILLIN|EMBED",
            Pattern.CASE_INSENSITIVE);

    /** What such a part is, whatever its type says and whatever refers to it. */
    private static final Pattern BUSY_PART = Pattern.compile(
            "vba|macrosheets|dialogsheets|externallinks|embeddings|activex|ctrlprops|querytables|connections\\.xml"
                    + "|customui|webextensions|\\.(?:exe|dll|com|scr|bat|cmd|ps1|vbs|vbe|js|jse|wsf|hta|msi|lnk|jar|zip|html?)$",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern BUSY_TYPE = Pattern.compile(
            "macro|vba|oleobject|activex|ctrlprop|externallink|connections|querytable", Pattern.CASE_INSENSITIVE);

    private final OfficeFile file;
    private final Faults faults;

    Inspection(OfficeFile file, Faults faults) {
        this.file = file;
        this.faults = faults;
    }

    void of(FileKind kind) throws SAXException {
        for (String part : file.parts().keySet()) {
            if (OfficeFile.isXml(part)) {
                content(part);
            }
        }
        Set<String> reached = file.reached();
        for (String part : file.parts().keySet()) {
            if (BUSY_PART.matcher(part).find()) {
                faults.add(
                        part,
                        "含有宏、控件、嵌入文件、外部数据或程序，请删除",
                        "it is a macro, a control, an embedded file, data from elsewhere or a program: remove it");
            } else if (!reached.contains(part.toLowerCase(Locale.ROOT))) {
                faults.add(part, "文件里没有引用这个部件，请删除", "nothing in the file refers to this part: remove it");
            }
        }
        Map<String, String> types = file.types();
        if (!types.containsValue(MAIN.get(kind))) {
            faults.add(
                    OfficeFile.TYPES,
                    "不是普通的 " + kind.word() + " 文件（带宏的文件和模板文件请另存为 " + kind.word() + "）",
                    "it is no plain " + kind.word() + " file (save files with macros and templates as " + kind.word()
                            + ")");
        }
        types.forEach((part, type) -> {
            if (BUSY_TYPE.matcher(type).find()) {
                faults.add(
                        part,
                        "含有宏、控件、嵌入对象或外部数据",
                        "it is a macro, a control, an embedded object or data from elsewhere");
            }
        });
    }

    private void content(String part) throws SAXException {
        Tree tree;
        try {
            tree = file.tree(part);
        } catch (SAXException e) {
            faults.add(part, "不是合法的 XML，或者声明了文档类型（DTD）", "it is no proper XML, or it declares a document type (DTD)");
            return;
        }
        if (part.endsWith(".rels")) {
            tree.all("Relationship").forEach(relation -> judge(part, relation));
            return;
        }
        fields(part, tree);
        for (String name : List.of(
                "OLEObject",
                "oleObject",
                "object",
                "control",
                "altChunk",
                "subDoc",
                "mailMerge",
                "FmlaMacro",
                "ddeLink",
                "script")) {
            if (!tree.all(name).isEmpty()) {
                faults.add(part, "含有 " + name + "，请删除", "it has " + name + ": remove it");
            }
        }
        for (Element each : tree.all("*")) {
            if (!each.getAttribute("macro").isBlank()) {
                faults.add(part, "图形上指定了宏", "a macro is assigned to a shape");
            }
            // Old drawings name their pictures so, besides the relations.
            if (isOutside(each.getAttribute("src")) || isOutside(each.getAttribute("href"))) {
                faults.add(part, OUTSIDE.zh(), OUTSIDE.en());
            }
        }
        for (String name : List.of("formula", "formula1", "formula2")) {
            if (tree.all(name).stream().anyMatch(each -> each.getTextContent().contains("("))) {
                faults.add(
                        part,
                        "条件格式或数据验证中含有函数，请删除",
                        "a function stands in a conditional format or a validation: remove it");
            }
        }
    }

    private void judge(String part, Element relation) {
        String type = relation.getAttribute("Type");
        String word = type.substring(type.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        String target = relation.getAttribute("Target");
        LocalText known = KNOWN.get(word);
        if (known != null) {
            faults.add(part, known.zh(), known.en());
        } else if (!HARMLESS.contains(word)) {
            faults.add(part, "含有格式中不允许的内容：" + word, "it has what a form may not have: " + word);
        } else if (!relation.getAttribute("TargetMode").isBlank()
                        && !relation.getAttribute("TargetMode").equalsIgnoreCase("Internal")
                || isOutside(target)) {
            faults.add(part, OUTSIDE.zh(), OUTSIDE.en());
        } else if (word.equals("image") && !PICTURES.contains(ending(target))) {
            faults.add(part, "图片须是 png、jpg、gif、bmp、tif、emf 或 wmf", "a picture is png, jpg, gif, bmp, tif, emf or wmf");
        }
    }

    private static boolean isOutside(String target) {
        return target.contains(":") || target.startsWith("\\\\") || target.startsWith("//");
    }

    private static String ending(String target) {
        return target.substring(target.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /** The code of a field may be spread over many pieces, so all of a part's are read as one. */
    private void fields(String part, Tree tree) {
        StringBuilder codes = new StringBuilder();
        tree.all("instrText").forEach(code -> codes.append(code.getTextContent()));
        // Taken back by who tracks changes, and one click from being there again.
        tree.all("delInstrText").forEach(code -> codes.append(code.getTextContent()));
        tree.all("fldSimple").forEach(field -> {
            codes.append(' ');
            for (int i = 0; i < field.getAttributes().getLength(); i++) {
                codes.append(field.getAttributes().item(i).getNodeValue());
            }
        });
        if (BUSY_FIELD.matcher(codes).find()) {
            faults.add(part, "含有会取用外部内容的域", "it has a field that fetches something or leads elsewhere");
        }
    }
}
