-- Each way on which a task comes into sight begins an index that lies in the order of lists, so that of a list no more is
-- read than is shown. They take the places of those that do not hold the id.
CREATE INDEX tasks_task_list ON tasks_task (hidden, state, due_sort, id);
CREATE INDEX tasks_task_list_department ON tasks_task (department, hidden, state, due_sort, id);
CREATE INDEX tasks_task_list_assignee ON tasks_task (assignee, state, due_sort, id);
CREATE INDEX tasks_task_list_made ON tasks_task (made_by, state, due_sort, id);
CREATE INDEX tasks_task_list_maker ON tasks_task (maker, state, due_sort, id);
DROP INDEX tasks_task_assignee;
DROP INDEX tasks_task_department;
DROP INDEX tasks_task_made;
DROP INDEX tasks_task_maker;
