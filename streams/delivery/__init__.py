"""Alerts on their way to people: what goes out of Kafka to chats, mailboxes and telephones."""
