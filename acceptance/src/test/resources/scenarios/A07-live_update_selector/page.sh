echo '🍄 One-Up! 🍄'
