// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.huitong.api.text.LocalText;

/**
 * Our sentence for each event that the platform documents, by its name without the version behind it.
 *
 * @see <a href="https://open.feishu.cn/document/server-docs/event-subscription-guide/event-list">the platform's list of
 *     events</a>
 */
final class FeishuTitles {
    private static final Pattern VERSION = Pattern.compile("_v[0-9]+$");
    private static final Map<String, LocalText> TITLES = new HashMap<>();

    private FeishuTitles() {}

    static LocalText of(String type) {
        LocalText known = TITLES.get(VERSION.matcher(type).replaceFirst(""));
        return known != null ? known : LocalText.of("飞书事件 " + type, "The Feishu event " + type);
    }

    private static void say(String type, String zh, String en) {
        TITLES.put(type, LocalText.of(zh, en));
    }

    static {
        say("card.action.trigger", "有人在卡片上做了选择", "Somebody chose on a card");
        say("application.bot.menu", "有人点了机器人的菜单", "Somebody chose from the robot's menu");
        say("im.message.message_read", "消息已读", "A message was read");
        say("message_read", "消息已读", "A message was read");
        say("im.message.reaction.created", "有人给消息加了表情回复", "Somebody reacted to a message");
        say("im.message.reaction.deleted", "有人取消了消息的表情回复", "Somebody took a reaction back");
        say("im.message.bot_muted", "机器人被禁言", "The robot was muted");
        say("im.chat.created", "群已创建", "A group was made");
        say("im.chat.updated", "群信息已修改", "A group was changed");
        say("im.chat.disbanded", "群已解散", "A group was dissolved");
        say("im.chat.member.bot.added", "机器人进群", "The robot was added to a group");
        say("im.chat.member.bot.deleted", "机器人被移出群", "The robot was removed from a group");
        say("im.chat.member.user.added", "用户进群", "People joined a group");
        say("im.chat.member.user.deleted", "用户出群", "People left a group");
        say("im.chat.member.user.withdrawn", "撤销拉用户进群", "An invitation to a group was taken back");
        say("im.chat.access_event.bot_p2p_chat_entered", "用户进入与机器人的会话", "Somebody opened the chat with the robot");
        say("p2p_chat_create", "用户首次与机器人会话", "Somebody began a chat with the robot");
        say("add_bot", "机器人进群", "The robot was added to a group");
        say("remove_bot", "机器人被移出群", "The robot was removed from a group");
        say("add_user_to_chat", "用户进群", "People joined a group");
        say("remove_user_from_chat", "用户出群", "People left a group");
        say("revoke_add_user_from_chat", "撤销拉用户进群", "An invitation to a group was taken back");
        say("chat_disband", "群已解散", "A group was dissolved");
        say("group_setting_update", "群配置已修改", "A group's settings were changed");
        say("contact.user.created", "员工入职", "An employee joined the company");
        say("contact.user.updated", "员工信息已修改", "An employee's data was changed");
        say("contact.user.deleted", "员工离职", "An employee left the company");
        say("contact.department.created", "部门已新建", "A department was made");
        say("contact.department.updated", "部门信息已修改", "A department was changed");
        say("contact.department.deleted", "部门已删除", "A department was removed");
        say("contact.scope.updated", "通讯录权限范围变化", "The range of the address book was changed");
        say("contact.employee_type_enum.created", "人员类型已新建", "A type of employee was made");
        say("contact.employee_type_enum.updated", "人员类型已修改", "A type of employee was changed");
        say("contact.employee_type_enum.deleted", "人员类型已删除", "A type of employee was removed");
        say("contact.employee_type_enum.actived", "人员类型已启用", "A type of employee was switched on");
        say("contact.employee_type_enum.deactivated", "人员类型已停用", "A type of employee was switched off");
        say("contact.custom_attr_event.updated", "成员字段已修改", "The fields of employees were changed");
        say("user_add", "员工入职", "An employee joined the company");
        say("user_update", "员工信息已修改", "An employee's data was changed");
        say("user_leave", "员工离职", "An employee left the company");
        say("user_status_change", "员工状态变化", "An employee's state changed");
        say("dept_add", "部门已新建", "A department was made");
        say("dept_update", "部门信息已修改", "A department was changed");
        say("dept_delete", "部门已删除", "A department was removed");
        say("contact_scope_change", "通讯录权限范围变化", "The range of the address book was changed");
        say("approval", "审批有了结果", "An approval was decided");
        say("approval_instance", "审批状态变化", "An approval changed its state");
        say("approval_task", "审批任务状态变化", "A task of an approval changed its state");
        say("approval_cc", "审批抄送", "A copy of an approval");
        say("approval.approval.updated", "审批定义已修改", "The form of an approval was changed");
        say("leave_approval", "请假审批通过", "A leave was approved");
        say("leave_approvalV2", "请假审批通过", "A leave was approved");
        say("leave_approval_revert", "请假审批被撤销", "An approved leave was taken back");
        say("work_approval", "加班审批通过", "Overtime was approved");
        say("work_approval_revert", "加班审批被撤销", "Approved overtime was taken back");
        say("shift_approval", "换班审批通过", "A change of shifts was approved");
        say("remedy_approval", "补卡审批通过", "A missed clock-in was approved");
        say("trip_approval", "出差审批通过", "A business trip was approved");
        say("trip_approval_revert", "出差审批被撤销", "An approved business trip was taken back");
        say("out_approval", "外出审批通过", "An errand was approved");
        say("out_approval_revert", "外出审批被撤销", "An approved errand was taken back");
        say("calendar.calendar.acl.created", "日历共享已添加", "A calendar was shared");
        say("calendar.calendar.acl.deleted", "日历共享已取消", "A calendar is shared no more");
        say("calendar.calendar.changed", "日历变化", "A calendar was changed");
        say("calendar.calendar.event.changed", "日程变化", "An entry of a calendar was changed");
        say("drive.file.title_updated", "文档标题已修改", "A document's title was changed");
        say("drive.file.edit", "文档被编辑", "A document was edited");
        say("drive.file.read", "文档被阅读", "A document was read");
        say("drive.file.trashed", "文档被移到回收站", "A document was put into the bin");
        say("drive.file.deleted", "文档被彻底删除", "A document was deleted for good");
        say("drive.file.created_in_folder", "文件夹下新建了文件", "A file was made in a folder");
        say("drive.file.permission_member_added", "文档协作者已添加", "Somebody may work on a document");
        say("drive.file.permission_member_removed", "文档协作者已移除", "Somebody may work on a document no more");
        say("drive.file.permission_member_applied", "有人申请文档权限", "Somebody asks for a document");
        say("drive.file.bitable_record_changed", "多维表格记录变化", "Records of a table were changed");
        say("drive.file.bitable_field_changed", "多维表格字段变化", "Fields of a table were changed");
        say("drive.notice.comment_add", "文档有新评论", "A document was commented on");
        say("vc.meeting.meeting_started", "会议开始", "A meeting began");
        say("vc.meeting.meeting_ended", "会议结束", "A meeting ended");
        say("vc.meeting.all_meeting_started", "会议开始", "A meeting began");
        say("vc.meeting.all_meeting_ended", "会议结束", "A meeting ended");
        say("vc.meeting.join_meeting", "有人加入会议", "Somebody joined a meeting");
        say("vc.meeting.leave_meeting", "有人离开会议", "Somebody left a meeting");
        say("vc.meeting.recording_started", "会议录制开始", "A meeting is being recorded");
        say("vc.meeting.recording_ended", "会议录制结束", "The recording of a meeting ended");
        say("vc.meeting.recording_ready", "会议录制完成", "The recording of a meeting is ready");
        say("vc.meeting.share_started", "会议共享开始", "Somebody shares in a meeting");
        say("vc.meeting.share_ended", "会议共享结束", "Sharing in a meeting ended");
        say("vc.room.created", "会议室已新建", "A meeting room was made");
        say("vc.room.updated", "会议室已修改", "A meeting room was changed");
        say("vc.room.deleted", "会议室已删除", "A meeting room was removed");
        say("vc.reserve_config.updated", "会议室预定规则已修改", "The rules for meeting rooms were changed");
        say("meeting_room.meeting_room.created", "会议室已新建", "A meeting room was made");
        say("meeting_room.meeting_room.updated", "会议室已修改", "A meeting room was changed");
        say("meeting_room.meeting_room.deleted", "会议室已删除", "A meeting room was removed");
        say("meeting_room.meeting_room.status_changed", "会议室状态变化", "A meeting room changed its state");
        say("third_party_meeting_room_event_created", "会议室日程已新建", "A meeting room was booked");
        say("third_party_meeting_room_event_updated", "会议室日程已修改", "A booking of a meeting room was changed");
        say("third_party_meeting_room_event_deleted", "会议室日程已删除", "A booking of a meeting room was removed");
        say("task.task.updated", "任务已修改", "A task was changed");
        say("task.task.comment.updated", "任务评论已修改", "A comment on a task was changed");
        say("task.task.update_tenant", "租户的任务已修改", "A task of the company was changed");
        say("attendance.user_flow.created", "打卡记录", "Somebody clocked in or out");
        say("attendance.user_task.updated", "考勤任务状态变化", "An attendance record was changed");
        say("helpdesk.ticket.created", "服务台工单已创建", "A ticket of the helpdesk was opened");
        say("helpdesk.ticket.updated", "服务台工单已修改", "A ticket of the helpdesk was changed");
        say("helpdesk.ticket_message.created", "服务台工单有新消息", "A ticket of the helpdesk has a new message");
        say("helpdesk.notification.approve", "服务台推送审核", "A notice of the helpdesk was reviewed");
        say("application.application.created", "企业应用已创建", "An application was made");
        say("application.application.app_version.audit", "应用版本审核", "A version of an application was reviewed");
        say("application.application.app_version.publish_apply", "应用申请发布", "An application asks to be published");
        say("application.application.app_version.publish_revoke", "应用撤回发布", "An application was withdrawn");
        say("application.application.visibility.added", "应用可见范围扩大", "More people see the application");
        say("application.application.feedback.created", "应用收到反馈", "Feedback on the application");
        say("application.application.feedback.updated", "应用反馈已更新", "Feedback on the application was changed");
        say("app_open", "应用被启用", "The application was switched on");
        say("app_status_change", "应用停启用", "The application was switched on or off");
        say("app_uninstalled", "应用被卸载", "The application was removed");
        say("app_ticket", "应用票据推送", "The platform renewed the application's ticket");
        say("order_paid", "应用被购买", "The application was bought");
        say("acs.access_record.created", "门禁通行记录", "Somebody passed a door");
        say("acs.user.updated", "门禁用户信息变化", "Somebody's access to doors was changed");
        say("ehr.employee.updated", "花名册信息变化", "The roster was changed");
        say("corehr.employment.created", "人事雇佣记录已创建", "An employment was entered");
        say("corehr.employment.updated", "人事雇佣记录已修改", "An employment was changed");
        say("corehr.employment.deleted", "人事雇佣记录已删除", "An employment was removed");
        say("report.task.submitted", "汇报已提交", "A report was handed in");
        say("minutes.minute.generated", "妙记已生成", "The minutes of a meeting are ready");
    }
}
