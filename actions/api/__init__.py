"""The API's actions, cities and official lists."""
