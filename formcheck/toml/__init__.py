"""Files that anybody may write and mail: read safely, and every problem told at once."""
