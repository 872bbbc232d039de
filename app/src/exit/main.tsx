import "../ui/theme.css";

document.getElementById("root")?.append("Exit");
